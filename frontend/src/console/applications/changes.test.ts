import { expect, test } from "vitest";
import { en, type Texts } from "../texts/en.ts";
import { zh } from "../texts/zh.ts";
import { emptyFactors, isNameOf, losingFactors, nameChanges, shownState, unsavedFactors, type FactorState } from "./changes.ts";

const otp: FactorState = { kind: "OTP", enabled: true, stagedEnabled: null, bindingCount: 128 };
const email: FactorState = { kind: "EMAIL", enabled: false, stagedEnabled: null, bindingCount: 0 };

test("a switch shows what is staged before what holds now", () => {
  expect(shownState({ ...otp, stagedEnabled: false })).toBe(false);
  expect(shownState(otp)).toBe(true);
});

test("the save bar names each change in the reader's language", () => {
  const staged = [
    { ...otp, stagedEnabled: false },
    { ...email, stagedEnabled: true },
  ];
  expect(en.mfa.unsaved(nameChanges(staged, en))).toBe("Unsaved changes: OTP off, Email on");
  expect(zh.mfa.unsaved(nameChanges(staged, zh))).toBe("未保存的更改：关闭 OTP、开启邮箱验证码");
});

test("toggling there and back leaves nothing to save", () => {
  expect(unsavedFactors([{ ...otp, stagedEnabled: true }, email])).toEqual([]);
  expect(nameChanges([{ ...otp, stagedEnabled: true }, email], en)).toBe("");
});

test("the warning is about factors that go off with bindings, and no others", () => {
  const off = { ...otp, stagedEnabled: false };
  const emailOff = { ...email, enabled: true, stagedEnabled: false };
  expect(losingFactors([off, emailOff], 128)).toEqual([off]);
  expect(losingFactors([otp, emailOff], 1)).toEqual([emailOff]);
});

test("what was bound since the page was read may be of any factor that goes off", () => {
  const both = [otp, email].map((factor) => ({ ...factor, enabled: true, stagedEnabled: false }));
  expect(losingFactors(both, 129)).toEqual(both);
});

test("the warning says one user and many users differently", () => {
  const warning = (texts: Texts, count: number) =>
    texts.mfa.removalBefore + texts.mfa.removalCount(count, "OTP") + texts.mfa.removalLead(count, "OTP");
  expect(warning(en, 1)).toContain("1 user has bound OTP. Turning it off removes all their bindings.");
  expect(warning(en, 128)).toBe(
    "128 users have bound OTP. Turning it off removes all their bindings. This can’t be undone; if you turn OTP on again, they must bind again.",
  );
  expect(warning(zh, 128)).toBe("已有 128 位用户绑定 OTP。关闭后将删除全部绑定且无法恢复；再次开启后用户需重新绑定。");
  expect(en.mfa.removalConfirm(1204)).toBe("Turn off and remove 1,204 bindings");
});

test("a factor that goes off with nobody bound is told, not warned of", () => {
  const off = { ...email, enabled: true, stagedEnabled: false };
  expect(emptyFactors([{ ...otp, stagedEnabled: false }, off])).toEqual([off]);
});

test("the name to type is the application's, whatever blanks surround it", () => {
  expect(isNameOf("Acme  Shop", " Acme Shop ")).toBe(true);
  expect(isNameOf("Caf\u00e9", "Cafe\u0301")).toBe(true);
  expect(isNameOf("Acme", "acme")).toBe(false);
  expect(isNameOf("Acme", "")).toBe(false);
});
