import { beforeEach, expect, test } from "vitest";
import { takeRememberedPlace } from "./place.ts";
import { paths, readId } from "./paths.ts";

const key = "ostiary.console.place";

beforeEach(() => sessionStorage.clear());

test("the remembered place is given once", () => {
  sessionStorage.setItem(key, "/users?x=1");
  expect(takeRememberedPlace()).toBe("/users?x=1");
  expect(takeRememberedPlace()).toBeNull();
});

test("a place on another host is no place", () => {
  sessionStorage.setItem(key, "//evil.example/users");
  expect(takeRememberedPlace()).toBeNull();
});

test("whoever asked for the explorer before the login is led there after it, once", () => {
  document.cookie = "ostiary_place=explorer; Path=/";
  expect(takeRememberedPlace()).toBe("/explorer");
  expect(takeRememberedPlace()).toBeNull();
});

test("an opaque id survives its way through the address", () => {
  const id = "VXNlcjox/+==";
  expect(readId(paths.user(id).split("/")[2])).toBe(id);
  expect(readId("%E0%A4%A")).toBe("");
});
