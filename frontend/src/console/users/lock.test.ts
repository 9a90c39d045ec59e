import { expect, test } from "vitest";
import { formatClock } from "../../shared/time.ts";
import { formatLockEnd, isEndless } from "./lock.ts";

test("a lock into the year 9999 has no end", () => {
  expect(isEndless("9999-12-31T23:59:59+00:00")).toBe(true);
  expect(isEndless("2026-11-24T15:42:00+00:00")).toBe(false);
});

test("a lock that ends today is told by the clock, a later one with its day", () => {
  const end = new Date(2026, 10, 24, 15, 42).toISOString();
  expect(formatLockEnd("en", end, new Date(2026, 10, 24, 15, 0).getTime())).toBe(formatClock("en", end));
  expect(formatLockEnd("en", end, new Date(2026, 10, 23, 15, 0).getTime())).toContain("24 Nov 2026");
});
