import { act, renderHook } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deadlineIn, secondsUntil, useSecondsUntil } from "./countdown.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a wait is rounded up and never negative", () => {
  const deadline = deadlineIn(2);
  expect(secondsUntil(deadline)).toBe(2);
  vi.advanceTimersByTime(1500);
  expect(secondsUntil(deadline)).toBe(1);
  vi.advanceTimersByTime(5000);
  expect(secondsUntil(deadline)).toBe(0);
});

test("a device whose clock is set meanwhile still shows the right wait", () => {
  const deadline = deadlineIn(60);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(secondsUntil(deadline)).toBe(60);
});

test("the wait is shown anew at every second until it is over", () => {
  const deadline = deadlineIn(2);
  const { result } = renderHook(() => useSecondsUntil(deadline));
  const shown = [result.current];
  for (let step = 0; step < 3; step += 1) {
    void act(() => {
      vi.advanceTimersByTime(1010);
    });
    shown.push(result.current);
  }
  expect(shown).toEqual([2, 1, 0, 0]);
});

test("no deadline is no wait", () => {
  expect(renderHook(() => useSecondsUntil(null)).result.current).toBe(0);
});
