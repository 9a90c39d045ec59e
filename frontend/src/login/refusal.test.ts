import { describe, expect, it } from "vitest";
import type { WrongCodeFragment } from "./gql/graphql.ts";
import { attemptsWarning, bindingRefusal, verifyRefusal } from "./refusal.ts";
import { en } from "./texts/en.ts";
import { zh } from "./texts/zh.ts";

const refused = (changes: Partial<WrongCodeFragment>) => ({
  __typename: "InvalidCode" as const,
  attemptsRemaining: 5,
  reason: "WRONG" as const,
  wrongCodes: ["CODE" as const],
  clockOffsetMinutes: null,
  ...changes,
});

describe("verifyRefusal", () => {
  it.each([
    ["WRONG", "That code didn’t work."],
    ["JUST_EXPIRED", "That code has just expired. Enter the new one."],
    ["ALREADY_USED", "That code was already used. Wait for the next one."],
  ] as const)("says why an app's code failed: %s", (reason, sentence) => {
    expect(verifyRefusal(en, "OTP", refused({ reason }), 5)).toBe(sentence);
  });

  it("does not tell the owner of an emailed code to wait for the next one", () => {
    expect(verifyRefusal(en, "EMAIL", refused({ reason: "ALREADY_USED" }), 5)).toBe(
      "That code was already used. Request a new one.",
    );
  });

  it("warns of the lock from three attempts downwards, in both languages", () => {
    expect(verifyRefusal(en, "OTP", refused({}), 4)).toBe("That code didn’t work.");
    expect(verifyRefusal(en, "OTP", refused({}), 3)).toBe(
      "That code didn’t work. 3 attempts left before a 1-hour lock.",
    );
    expect(verifyRefusal(zh, "OTP", refused({}), 3)).toBe("验证码不正确，再错 3 次账号将锁定 1 小时。");
  });

  it("counts one attempt in the singular", () => {
    expect(attemptsWarning(en, 1)).toBe("1 attempt left before a 1-hour lock.");
  });

  it("says what is missing before anything is sent", () => {
    expect(verifyRefusal(en, "OTP", { __typename: "Incomplete" }, 5)).toBe("Enter all 6 digits.");
  });
});

describe("bindingRefusal", () => {
  it("names the app's code and leaves the emailed one alone", () => {
    expect(bindingRefusal(en, refused({}), 5)).toEqual({ CODE: "That code didn’t work.", EMAIL_CODE: null });
  });

  it("names the emailed code and leaves the app's alone", () => {
    expect(bindingRefusal(en, refused({ wrongCodes: ["EMAIL_CODE"] }), 2)).toEqual({
      CODE: null,
      EMAIL_CODE: "That code from the email didn’t work. 2 attempts left before a 1-hour lock.",
    });
  });

  it("names both, and tells the attempts once", () => {
    expect(bindingRefusal(en, refused({ wrongCodes: ["CODE", "EMAIL_CODE"] }), 1)).toEqual({
      CODE: "That code didn’t work. 1 attempt left before a 1-hour lock.",
      EMAIL_CODE: "That code from the email didn’t work.",
    });
  });

  it("blames the phone's clock by its minutes, ahead or behind", () => {
    const ahead = bindingRefusal(en, refused({ reason: "CLOCK_OFF", clockOffsetMinutes: 4 }), 5).CODE;
    expect(ahead).toBe("Your code was right for a time 4 minutes from now. Set your phone’s clock to automatic.");
    const behind = bindingRefusal(en, refused({ reason: "CLOCK_OFF", clockOffsetMinutes: -1 }), 5).CODE;
    expect(behind).toBe("Your code was right for a time 1 minute ago. Set your phone’s clock to automatic.");
  });
});
