import { act, renderHook } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deadlineIn, secondsUntil, useWait } from "./countdown.ts";

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
  const { result } = renderHook(() => useWait(2));
  const shown = [result.current.left];
  for (let step = 0; step < 3; step += 1) {
    void act(() => {
      vi.advanceTimersByTime(1010);
    });
    shown.push(result.current.left);
  }
  expect(shown).toEqual([2, 1, 0, 0]);
});

test("none is no wait until one starts, and knows how long it was at first", () => {
  const { result } = renderHook(() => useWait());
  expect(result.current.left).toBe(0);
  void act(() => {
    result.current.start(90);
  });
  void act(() => {
    vi.advanceTimersByTime(1010);
  });
  expect(result.current).toMatchObject({ left: 89, first: 90 });
});
