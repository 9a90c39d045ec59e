import { expect, test } from "vitest";
import { dateIn, endOf } from "./end.ts";

const now = Date.parse("2026-11-24T09:00:00Z");

test("a preset ends so many days from now", () => {
  expect(endOf("30", "", now)).toBe("2026-12-24T09:00:00.000Z");
});

test("a day that is chosen is still whole", () => {
  expect(endOf("date", "2026-12-01", now)).toBe(new Date("2026-12-01T23:59:59").toISOString());
});

test.each(["", "2026-11-22", "2028-01-01", "nonsense"])("%j is no day to end on", (date) => {
  expect(endOf("date", date, now)).toBeNull();
});

test("the last day that the field offers is accepted", () => {
  expect(endOf("date", dateIn(365, now), now)).not.toBeNull();
  expect(endOf("date", dateIn(0, now), now)).not.toBeNull();
});
