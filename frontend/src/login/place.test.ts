import { beforeEach, expect, test, vi } from "vitest";
import { keepPlace, recallPlace } from "./place.ts";

beforeEach(() => {
  sessionStorage.clear();
});

test("a place is kept for its application alone", () => {
  keepPlace("acme", { at: "challenge", token: "t" });
  expect(recallPlace("acme")).toEqual({ at: "challenge", token: "t" });
  expect(recallPlace("northwind")).toBeNull();
});

test("a lock that is over is not recalled", () => {
  keepPlace("acme", { at: "locked", lock: { lockedUntil: "2026-11-24T15:42:00+00:00", endsAt: Date.now() - 1 } });
  expect(recallPlace("acme")).toBeNull();
});

test("nothing is left when a login ends", () => {
  keepPlace("acme", { at: "challenge", token: "t" });
  keepPlace("acme", null);
  expect(sessionStorage).toHaveLength(0);
});

test("a browser without storage signs in all the same", () => {
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new Error("SecurityError");
  });
  expect(recallPlace("acme")).toBeNull();
});

test("what somebody else wrote there is not a place", () => {
  sessionStorage.setItem("ostiary.login.acme", "{broken");
  expect(recallPlace("acme")).toBeNull();
});
