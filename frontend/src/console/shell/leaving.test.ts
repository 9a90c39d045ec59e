import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aroundNavigation, guardLeaving } from "./leaving.ts";

let stop: () => void = () => undefined;

beforeEach(() => history.replaceState(null, "", "/applications/1/mfa"));
afterEach(() => stop());

test("without a guard every way is free", () => {
  const navigate = vi.fn();
  aroundNavigation(navigate, "/users");
  expect(navigate).toHaveBeenCalledExactlyOnceWith("/users", undefined);
});

test("a guard is asked before another page, and lets go when it says so", () => {
  const navigate = vi.fn();
  const ask = vi.fn<(go: () => void) => void>();
  stop = guardLeaving(ask);
  aroundNavigation(navigate, "/users");
  expect(navigate).not.toHaveBeenCalled();
  ask.mock.calls[0]?.[0]();
  expect(navigate).toHaveBeenCalledExactlyOnceWith("/users", undefined);
});

test("a change of the query alone asks nobody", () => {
  const navigate = vi.fn();
  const ask = vi.fn();
  stop = guardLeaving(ask);
  aroundNavigation(navigate, "/applications/1/mfa?x=1");
  expect(navigate).toHaveBeenCalledTimes(1);
  expect(ask).not.toHaveBeenCalled();
});

test("going back is held back until the answer", () => {
  const ask = vi.fn<(go: () => void) => void>();
  stop = guardLeaving(ask);
  history.replaceState(null, "", "/users");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(location.pathname).toBe("/applications/1/mfa");
  ask.mock.calls[0]?.[0]();
  expect(location.pathname).toBe("/users");
});

test("closing the window asks while guarded, and no longer", () => {
  const close = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  stop = guardLeaving(vi.fn());
  expect(close()).toBe(true);
  stop();
  expect(close()).toBe(false);
});
