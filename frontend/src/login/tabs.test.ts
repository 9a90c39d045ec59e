import { expect, test, vi } from "vitest";
import type { Place } from "./place.ts";
import { joinTabs } from "./tabs.ts";

const waiting: Place = { at: "challenge", token: "t1" };

test("a second tab of the application is handed the place of the first", async () => {
  const first = joinTabs("acme", () => waiting, vi.fn());
  const second = joinTabs("acme", () => null, vi.fn());
  await expect(second.ask()).resolves.toEqual(waiting);
  first.close();
  second.close();
});

test("a tab of another application is handed nothing", async () => {
  const first = joinTabs("acme", () => waiting, vi.fn());
  const other = joinTabs("northwind", () => null, vi.fn());
  await expect(other.ask()).resolves.toBeNull();
  first.close();
  other.close();
});

test("what was proven is not handed over: the session's cookie is what counts", async () => {
  const proof = { userId: "u", amr: ["pwd"], expiresAt: "2026-11-25T00:00:00+00:00" };
  const first = joinTabs("acme", () => ({ at: "signedIn", proof }), vi.fn());
  const second = joinTabs("acme", () => null, vi.fn());
  await expect(second.ask()).resolves.toBeNull();
  first.close();
  second.close();
});

test("a login that ended is told to the other tabs", async () => {
  const onMoved = vi.fn();
  const first = joinTabs("acme", () => null, vi.fn());
  const second = joinTabs("acme", () => null, onMoved);
  first.tellMoved("t1", null);
  await vi.waitFor(() => {
    expect(onMoved).toHaveBeenCalledWith("t1", null);
  });
  first.close();
  second.close();
});

test("a browser without the channel is alone, not broken", async () => {
  vi.stubGlobal("BroadcastChannel", undefined);
  await expect(joinTabs("acme", () => waiting, vi.fn()).ask()).resolves.toBeNull();
});
