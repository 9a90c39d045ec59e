import { expect, test } from "vitest";
import { dayAndTime, wallClock } from "./times.ts";

// In the time zone of whoever runs this.
const at = (hour: number, minute: number): string => new Date(2026, 10, 13, hour, minute).toISOString();

test.each(["en", "zh"] as const)("a day has 24 hours and begins at 00:00 (%s)", (locale) => {
  expect(wallClock(locale, at(15, 42))).toBe("15:42");
  expect(wallClock(locale, at(0, 5))).toBe("00:05");
});

test("an end that may be another day names it", () => {
  expect(dayAndTime("en", at(15, 42))).toBe("13 Nov 2026, 15:42");
  expect(dayAndTime("zh", at(0, 5))).toBe("2026年11月13日 00:05");
});
