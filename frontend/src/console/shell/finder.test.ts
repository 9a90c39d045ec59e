import { beforeEach, expect, test } from "vitest";
import { isAllowed } from "../access.ts";
import type { Role } from "../gql/graphql.ts";
import { catalogues } from "../texts/context.tsx";
import { en, type Texts } from "../texts/en.ts";
import { zh } from "../texts/zh.ts";
import { applicationTargets, findPages, forgetRecent, readRecent, rememberTarget, step, userTargets, type Target } from "./finder.ts";

beforeEach(() => sessionStorage.clear());

const pagesFor = (role: Role, search: string, texts: Texts = en) =>
  findPages(search, texts, catalogues, (permission) => isAllowed(role, permission)).map((target) => target.label);

test("pages are found by a part of their title in either language, in any letter case", () => {
  expect(pagesFor("ADMIN", "LOG")).toEqual(["User Behavior Logs"]);
  expect(pagesFor("ADMIN", "日志")).toEqual(["User Behavior Logs"]);
  expect(pagesFor("ADMIN", "user list", zh)).toEqual(["用户列表"]);
  expect(pagesFor("ADMIN", "ｕｓｅｒ ｌｉｓｔ")).toEqual(["User List"]);
});

test("a role finds the pages that it may open", () => {
  expect(pagesFor("HELPDESK", "")).not.toContain("Applications");
  expect(pagesFor("HELPDESK", "")).toContain("User List");
  expect(pagesFor("AUDITOR", "")).not.toContain("API Explorer");
});

test("answers become targets with an address, a label and a detail", () => {
  expect(applicationTargets({ applications: { edges: [{ node: { id: "A=", name: "Acme", clientId: "acme" } }] } })).toEqual([
    { kind: "application", to: "/applications/A%3D", label: "Acme", detail: "acme" },
  ]);
  expect(userTargets({ users: { edges: [{ node: { id: "U=", email: "li@example.com" } }] } })).toEqual([
    { kind: "user", to: "/users/U%3D", label: "li@example.com" },
  ]);
  expect(applicationTargets(undefined)).toEqual([]);
});

test("arrow keys go round, and nothing to go to leaves them where they are", () => {
  expect(step(0, "ArrowDown", 3)).toBe(1);
  expect(step(2, "ArrowDown", 3)).toBe(0);
  expect(step(0, "ArrowUp", 3)).toBe(2);
  expect(step(1, "Home", 3)).toBe(1);
  expect(step(0, "ArrowDown", 0)).toBe(0);
});

const user = (name: string): Target => ({ kind: "user", to: `/users/${name}`, label: `${name}@example.com` });

test("the last five choices are remembered, newest first, each once", () => {
  for (const name of ["a", "b", "c", "d", "e", "f", "c"]) rememberTarget(sessionStorage, "V", user(name));
  expect(readRecent(sessionStorage, "V").map((target) => target.to)).toEqual(
    ["c", "f", "e", "d", "b"].map((name) => `/users/${name}`),
  );
});

test("another viewer sees none of them, and signing out forgets them", () => {
  rememberTarget(sessionStorage, "V", user("a"));
  expect(readRecent(sessionStorage, "W")).toEqual([]);
  forgetRecent(sessionStorage);
  expect(readRecent(sessionStorage, "V")).toEqual([]);
});

test.each(["not json", "7", '{"viewer":"V"}', '{"viewer":"V","targets":[{"kind":"user","label":"x","to":"//evil.example"}]}'])(
  "what is stored as %s leads nowhere",
  (stored) => {
    sessionStorage.setItem("ostiary.console.recent", stored);
    expect(readRecent(sessionStorage, "V")).toEqual([]);
  },
);
