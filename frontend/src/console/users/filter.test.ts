import { expect, test } from "vitest";
import { countListFilters, noFilter, readListFilter, toUserFilter, writeListFilter } from "./filter.ts";

const whole = "search=ana&otp=unbound&mfa=bypassed&state=locked&role=HELPDESK&application=QXBw";

test("an address is read into a filter, and written back unchanged", () => {
  expect(writeListFilter(readListFilter(whole))).toBe(whole);
});

test("words that the list does not know are left out", () => {
  expect(readListFilter("otp=maybe&mfa=&state=toString&role=ROOT&page=2")).toEqual(noFilter);
  expect(writeListFilter(noFilter)).toBe("");
});

test("a filter is sent in the words of the API", () => {
  expect(toUserFilter(readListFilter(whole))).toEqual({
    unbound: "OTP",
    bypassed: true,
    locked: true,
    roles: ["HELPDESK"],
    applicationId: "QXBw",
  });
  expect(toUserFilter(readListFilter("otp=bound&mfa=required&state=active"))).toEqual({
    bound: "OTP",
    bypassed: false,
    locked: false,
  });
  expect(toUserFilter(noFilter)).toEqual({});
});

test("the search is no filter, and a long one is cut to what the API takes", () => {
  expect(countListFilters(readListFilter(whole))).toBe(5);
  expect(countListFilters(readListFilter("search=ana"))).toBe(0);
  expect(readListFilter(`search=${"x".repeat(300)}`).search).toHaveLength(200);
});
