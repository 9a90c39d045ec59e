import { expect, test } from "vitest";
import { en as loginEn } from "../../login/texts/en.ts";
import { zh as loginZh } from "../../login/texts/zh.ts";
import { brandingEn } from "../texts/en-branding.ts";
import { brandingZh } from "../texts/zh-branding.ts";

test.each([
  ["English", brandingEn.branding, loginEn],
  ["Chinese", brandingZh.branding, loginZh],
] as const)("the preview says what the login page says, in %s", (_, shown, login) => {
  expect(shown.signInTo("Acme")).toBe(login.signInTo("Acme"));
  expect([shown.email, shown.password, shown.continue, shown.forgot, shown.cantUse, shown.help]).toEqual([
    login.email,
    login.password,
    login.continue,
    login.forgot,
    login.cantUseEither,
    login.getHelp,
  ]);
});
