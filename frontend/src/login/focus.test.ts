import { renderHook } from "@testing-library/preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useFocusSoon } from "./focus.ts";

const field = document.createElement("input");
const other = document.createElement("input");
const tab = document.createElement("button");
document.body.append(field, other, tab);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  renderHook(() => {
    useFocusSoon({ current: field }, true);
  });
});
afterEach(() => {
  vi.useRealTimers();
  field.blur();
});

test("a field takes the focus after 100 ms, not at once", () => {
  expect(document.activeElement).not.toBe(field);
  vi.advanceTimersByTime(100);
  expect(document.activeElement).toBe(field);
});

test("somebody who is typing elsewhere keeps the focus", () => {
  other.focus();
  vi.advanceTimersByTime(100);
  expect(document.activeElement).toBe(other);
});

test("a tab that was clicked gives it up", () => {
  tab.focus();
  vi.advanceTimersByTime(100);
  expect(document.activeElement).toBe(field);
});
