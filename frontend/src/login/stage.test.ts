import { describe, expect, it } from "vitest";
import { type Challenge, challengeStage, firstMethod, isTurn, noticeOf, rememberedStage } from "./stage.ts";

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

describe("rememberedStage", () => {
  it("is the password where nothing is remembered", () => {
    expect(rememberedStage(null)).toEqual({ at: "signIn" });
  });

  it("is the lock while it lasts", () => {
    const lock = { lockedUntil: "2026-11-24T15:42:00+00:00", endsAt: 1 };
    expect(rememberedStage({ at: "locked", lock })).toEqual({ at: "locked", lock });
  });

  it("is for the server to say where a challenge is remembered", () => {
    expect(rememberedStage({ at: "challenge", token: "t" })).toBeNull();
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

it("knows the answers that move a login from those that stay on the form", () => {
  expect(isTurn({ __typename: "ChallengeExpired" })).toBe(true);
  expect(isTurn({ __typename: "InvalidCode" })).toBe(false);
});
