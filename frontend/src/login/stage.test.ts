import { describe, expect, it } from "vitest";
import { type Challenge, challengeStage, firstMethod, noticeOf } from "./stage.ts";

const otp = { kind: "OTP" as const, bound: true, maskedEmail: null };
const email = { kind: "EMAIL" as const, bound: true, maskedEmail: "u•••@example.com" };
const challenge = (...methods: Challenge["methods"]): Challenge => ({
  token: "t",
  attemptsRemaining: 6,
  expiresIn: 600,
  methods,
  emailCode: null,
});

describe("challengeStage", () => {
  it("asks for the second step while a method is left", () => {
    expect(challengeStage(challenge(otp))).toEqual({ at: "challenge", challenge: challenge(otp) });
  });

  it("carries the notice of what changed", () => {
    expect(challengeStage(challenge(email), "factorOff")).toHaveProperty("notice", "factorOff");
  });

  it("starts again where every factor was turned off meanwhile (L4)", () => {
    expect(challengeStage(challenge())).toEqual({ at: "noFactorLeft" });
  });
});

describe("firstMethod", () => {
  it("is the server's first in a browser that used none yet", () => {
    expect(firstMethod(challenge(otp, email), null)).toBe("OTP");
  });

  it("is the one last used in this browser", () => {
    expect(firstMethod(challenge(otp, email), "EMAIL")).toBe("EMAIL");
  });

  it("is one that is offered, whatever was used last", () => {
    expect(firstMethod(challenge(email), "OTP")).toBe("EMAIL");
  });
});

describe("noticeOf", () => {
  it.each([
    ["FactorUnavailable", "factorOff"],
    ["BindingRequired", "nowUnbound"],
    ["AlreadyBound", "nowBound"],
  ] as const)("tells %s as %s", (__typename, notice) => {
    expect(noticeOf({ __typename })).toBe(notice);
  });
});
