import { expect, test } from "vitest";
import { formatClock } from "../../shared/time.ts";
import { endAfter, formatEnd, holding } from "./bypass.ts";

const now = new Date(2026, 10, 24, 15, 0).getTime();
const evening = new Date(2026, 10, 24, 18, 0).toISOString();

test("a bypass holds up to its end and no longer", () => {
  expect(holding(null, now)).toBeNull();
  expect(holding({ until: null }, now)).toEqual({ until: null });
  expect(holding({ until: evening }, Date.parse(evening) - 1)).toEqual({ until: evening });
  expect(holding({ until: evening }, Date.parse(evening))).toBeNull();
});

test("an end of today is told by the clock, a later one with its day", () => {
  expect(formatEnd("en", evening, now)).toBe(`${formatClock("en", evening)} today`);
  expect(formatEnd("zh", evening, now)).toBe("今天 18:00");
  expect(formatEnd("en", evening, now - 86_400_000)).toContain("24 Nov 2026");
});

test("a span ends so many hours from now", () => {
  expect(Date.parse(endAfter(8, now)) - now).toBe(28_800_000);
});
