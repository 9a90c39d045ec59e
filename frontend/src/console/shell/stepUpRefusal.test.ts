import { afterEach, expect, test, vi } from "vitest";
import { formatClock } from "../../shared/time.ts";
import { en } from "../texts/en.ts";
import { zh } from "../texts/zh.ts";
import { refusalOf, wrongCode } from "./stepUpRefusal.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a lock without an end names the way out instead of the year 9999 (A8)", () => {
  const endless = { __typename: "AccountLocked", lockedUntil: "9999-12-31T00:00:00+00:00", retryAfter: 2 ** 31 - 1 };
  expect(refusalOf(endless, "en", en)).toBe(en.stepUp.lockedForGood);
  expect(refusalOf(endless, "zh", zh)).toBe(zh.stepUp.lockedForGood);
});

test("a lock of an hour is told by the clock alone, also by a device whose clock is days off", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-27T09:00:00Z") });
  const lockedUntil = "2026-11-24T10:30:00+00:00";
  const locked = { __typename: "AccountLocked", lockedUntil, retryAfter: 1200 };
  expect(refusalOf(locked, "en", en)).toBe(en.stepUp.locked(formatClock("en", lockedUntil)));
});

test("why a code failed depends on where the next one comes from, and the last attempts are told", () => {
  const wrong = (reason: "WRONG" | "JUST_EXPIRED", attemptsRemaining = 5) =>
    ({ __typename: "InvalidCode", reason, attemptsRemaining }) as const;
  expect(wrongCode(wrong("JUST_EXPIRED"), "OTP", en)).toBe("That code has just expired. Enter the new one.");
  expect(wrongCode(wrong("JUST_EXPIRED"), "EMAIL", en)).toBe("That code has expired. Request a new one.");
  expect(wrongCode(wrong("WRONG", 3), "EMAIL", en)).toBe("That code didn’t work. 3 attempts left before a 1-hour lock.");
  expect(wrongCode(wrong("WRONG", 1), "OTP", zh)).toBe("验证码不正确，再错 1 次账号将锁定 1 小时。");
});
