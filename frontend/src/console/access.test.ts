import { expect, test } from "vitest";
import { isAllowed } from "./access.ts";

test("an administrator may do everything", () => {
  expect(isAllowed("ADMIN", "changeFactors")).toBe(true);
  expect(isAllowed("ADMIN", "changeDirectory")).toBe(true);
});

test("the help desk sees users and supports them, and nothing else", () => {
  expect(isAllowed("HELPDESK", "seeUsers")).toBe(true);
  expect(isAllowed("HELPDESK", "supportUsers")).toBe(true);
  expect(isAllowed("HELPDESK", "seeApplications")).toBe(false);
  expect(isAllowed("HELPDESK", "seeAudit")).toBe(false);
  expect(isAllowed("HELPDESK", "changeDirectory")).toBe(false);
});

test("an auditor sees everything and changes nothing", () => {
  expect(isAllowed("AUDITOR", "seeAudit")).toBe(true);
  expect(isAllowed("AUDITOR", "changeFactors")).toBe(false);
  expect(isAllowed("AUDITOR", "supportUsers")).toBe(false);
});
