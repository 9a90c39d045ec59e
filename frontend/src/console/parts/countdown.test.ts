import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deadlineIn, secondsUntil, useSecondsUntil } from "./countdown.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance", "Date"] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("a device whose clock is set meanwhile still shows the right wait", () => {
  const deadline = deadlineIn(60);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(secondsUntil(deadline)).toBe(60);
});

test("the wait is rounded up, shown anew at every second, and never negative", () => {
  const deadline = deadlineIn(2);
  const { result } = renderHook(() => useSecondsUntil(deadline));
  const shown = [result.current];
  for (let step = 0; step < 3; step += 1) {
    act(() => void vi.advanceTimersByTime(1000));
    shown.push(result.current);
  }
  expect(shown).toEqual([2, 1, 0, 0]);
});

test("no deadline is no wait", () => {
  expect(renderHook(() => useSecondsUntil(null)).result.current).toBe(0);
});
