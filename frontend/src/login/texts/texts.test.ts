import { expect, test } from "vitest";
import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

/** Every text with its gaps filled, so that no catalogue can forget one. */
const spoken = ({ notices, ...texts }: Texts): [string, string][] =>
  Object.entries({ ...texts, ...notices, both: texts.both("A", "B") }).map(([key, text]) => [
    key,
    typeof text === "string" ? text : (text as (...gaps: unknown[]) => string)(7, 8),
  ]);

test("both languages say the same sentences, in the order that numbers them", () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en));
  expect(Object.keys(zh.notices)).toEqual(Object.keys(en.notices));
});

test("every Chinese sentence is Chinese", () => {
  const foreign = spoken(zh).filter(([key, text]) => key !== "both" && !/\p{Script=Han}/u.test(text));
  expect(foreign).toEqual([]);
});

test("no English sentence is Chinese, and none is empty", () => {
  const wrong = spoken(en).filter(([, text]) => text.trim() === "" || /\p{Script=Han}/u.test(text));
  expect(wrong).toEqual([]);
});

test.each([
  ["en", en.resendIn(42, "0:42"), "Resend in 0:42"],
  ["zh", zh.resendIn(42, "0:42"), "42 秒后可重新发送"],
  ["zh", zh.resendIn(1_740, "29:00"), "29:00 后可重新发送"],
  ["en", en.lockedUntil("15:42", "59:58"), "Too many incorrect codes. Try again at 15:42 (in 59:58)."],
  ["zh", zh.lockedUntil("15:42", "59:58"), "错误次数过多，请于 15:42（59:58 后）重试。"],
])("the countdowns read as designed (%s)", (_, text, designed) => {
  expect(text).toBe(designed);
});
