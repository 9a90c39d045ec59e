import { expect, test } from "vitest";
import { en } from "../texts/en.ts";
import { zh } from "../texts/zh.ts";
import { briefly, factsOf, type Detail } from "./details.ts";

function details(said: Record<string, string>): Detail[] {
  return Object.entries(said).map(([name, value]) => ({ name, value }));
}

const line = (said: Record<string, string>) => [
  briefly(factsOf(details(said), en, "en"), en),
  briefly(factsOf(details(said), zh, "zh"), zh),
];

test("what was switched, and how many bindings it cost", () => {
  expect(line({ OTP: "off", EMAIL: "on", removedBindings: "1280" })).toEqual([
    "OTP: off; Email: on; Bindings removed: 1,280",
    "OTP：关闭；邮箱验证码：开启；已删除绑定：1,280",
  ]);
});

test("a role, or none, and what of the branding was changed", () => {
  expect(line({ role: "HELPDESK" })).toEqual(["Role: Help desk", "角色：服务台"]);
  expect(line({ role: "none", password: "set" })).toEqual(["Role: None; Password: set", "角色：无；密码：已设置"]);
  expect(line({ changed: "accent, supportUrl" })).toEqual([
    "Changed: accent colour, support link",
    "更改项：主题色、支持链接",
  ]);
  expect(line({ changed: "nothing" })).toEqual(["Changed: nothing", "更改项：无"]);
});

test("the end of a bypass is by the reader's clock, and its reason stands for itself", () => {
  const facts = factsOf(details({ bypass: "on", until: "2026-11-24T18:00:00+00:00", reason: "Lost phone" }), en, "en");
  expect(facts[2]).toEqual({ name: "reason", label: "Reason", value: "Lost phone" });
  expect(facts[1]?.value).toMatch(/^2[345] Nov 2026, \d\d:00:00$/);
  expect(briefly(facts, en)).toBe(`MFA bypass: on; Until: ${facts[1]?.value ?? ""}`);
});

test("which mail, why a token ended, and by which operation it was used", () => {
  expect(line({ kind: "BINDING_RESET", language: "zh" })).toEqual([
    "Mail: Binding was reset; Language: Chinese",
    "邮件：绑定已重置；语言：中文",
  ]);
  expect(line({ token: "nightly", cause: "maker" })[0]).toBe("API token: nightly; Cause: its maker is no administrator any more");
  expect(line({ operation: "query users" })).toEqual(["Operation: query users", "操作：query users"]);
});

test("what machines compare is left to the disclosure, and names of tomorrow are shown as they are", () => {
  expect(line({ contentType: "image/png", bytes: "1", sha256: "ab" })).toEqual(["", ""]);
  expect(factsOf(details({ toString: "x", until: "soon" }), en, "en")).toEqual([
    { name: "toString", label: "toString", value: "x" },
    { name: "until", label: "Until", value: "soon" },
  ]);
});
