import { expect, test } from "vitest";
import { en } from "../texts/en.ts";
import { zh } from "../texts/zh.ts";
import { losingFactors, nameChanges, shownState, unsavedFactors, type FactorState } from "./changes.ts";

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
  expect(zh.mfa.unsaved(nameChanges(staged, zh))).toBe("未保存的更改：关闭 OTP、开启 邮箱验证码");
});

test("toggling there and back leaves nothing to save", () => {
  expect(unsavedFactors([{ ...otp, stagedEnabled: true }, email])).toEqual([]);
  expect(nameChanges([{ ...otp, stagedEnabled: true }, email], en)).toBe("");
});

test("the warning is about factors that go off with bindings, and no others", () => {
  const off = { ...otp, stagedEnabled: false };
  expect(losingFactors([off, { ...email, enabled: true, stagedEnabled: false }])).toEqual([off]);
});

test("the warning says one user and many users differently", () => {
  expect(en.mfa.removalCount(1, true, "OTP") + en.mfa.removalLead(1, true, "OTP")).toBe(
    "1 user has bound OTP. Turning it off removes all their bindings.",
  );
  expect(en.mfa.removalConfirm(1204)).toBe("Turn off and remove 1,204 bindings");
});
