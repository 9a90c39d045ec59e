import { expect, test } from "vitest";
import { en } from "../texts/en.ts";
import { administrationTypes, behaviorTypes, countFilters, fromLocalInput, readFilter, toInstant, toLocalInput, writeFilter } from "./filter.ts";

test("an address is read into a filter in the words of AuditEventFilter", () => {
  const search = "email=li%40example.com&types=LOGIN&types=OTP_BINDING&result=FAILURE&failureReason=INVALID_CODE&country=CN";
  expect(readFilter(search, en)).toEqual({
    email: "li@example.com",
    types: ["LOGIN", "OTP_BINDING"],
    result: "FAILURE",
    failureReason: "INVALID_CODE",
    country: "CN",
  });
});

test("words that the API does not know, malformed times and blanks are left out", () => {
  expect(readFilter("types=NONSENSE&result=toString&failureReason=&since=yesterday&ip=%20&page=2", en)).toEqual({});
});

test("a filter written to an address is read back unchanged", () => {
  const filter = {
    email: "a+b@example.com",
    ip: "2001:db8::1",
    since: "2026-11-24T05:00:00.000Z",
    types: ["LOGIN" as const],
    result: "SUCCESS" as const,
  };
  expect(readFilter(writeFilter(filter), en)).toEqual(filter);
});

test("nothing that is absent is written", () => {
  expect(writeFilter({ email: undefined, ip: null, types: [] })).toBe("");
  expect(writeFilter({ category: "USER_BEHAVIOR", result: "FAILURE" })).toBe("category=USER_BEHAVIOR&result=FAILURE");
});

test("only filters that narrow are counted", () => {
  expect(countFilters({ email: "a@example.com", ip: undefined, result: "FAILURE" })).toBe(2);
});

test("a picked time is the same instant again after a round trip through the field", () => {
  const instant = fromLocalInput("2026-11-24T08:30") ?? "";
  expect(new Date(instant).getMinutes()).toBe(30);
  expect(toLocalInput(instant)).toBe("2026-11-24T08:30");
  expect([toLocalInput(undefined), fromLocalInput(""), fromLocalInput("soon")]).toEqual(["", undefined, undefined]);
});

test("an instant that a field still shows is kept to its millisecond, and one that was changed is the field's", () => {
  const narrowed = "2026-11-24T08:30:41.250Z";
  expect(toInstant(toLocalInput(narrowed), narrowed)).toBe(narrowed);
  expect(toInstant("2026-11-25T09:00", narrowed)).toBe(fromLocalInput("2026-11-25T09:00"));
  expect([toInstant("", narrowed), toInstant("", undefined)]).toEqual([undefined, undefined]);
});

test("every event type stands in exactly one of the two logs", () => {
  expect([...behaviorTypes, ...administrationTypes].sort()).toEqual(Object.keys(en.events).sort());
});
