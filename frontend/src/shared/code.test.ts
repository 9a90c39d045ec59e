import { describe, expect, it } from "vitest";
import { cleanCode, isComplete } from "./code.ts";

describe("cleanCode", () => {
  it.each([
    ["123456", "123456"],
    ["123 456", "123456"],
    ["123-456", "123456"],
    ["  1 2 3 4 5 6 ", "123456"],
    ["Your code is 123 456!", "123456"],
    ["Your code is 123 456. It works for 10 minutes.", "123456"],
    ["Your 6-digit code: 012345", "012345"],
    ["您的验证码是１２３４５６，10 分钟内有效", "123456"],
    ["000000", "000000"],
    ["", ""],
    ["abc", ""],
    ["12", "12"],
    ["\ud83d123", "123"],
  ])("makes %j into %j", (text, code) => {
    expect(cleanCode(text)).toBe(code);
  });

  it("never cuts a longer number down to something that looks like a code", () => {
    expect(isComplete(cleanCode("12345678"))).toBe(false);
  });

  it("does not choose between two codes", () => {
    expect(isComplete(cleanCode("111111 or 222222"))).toBe(false);
  });

  it("ignores a seventh key after a whole code", () => {
    expect(cleanCode("1234567", "123456")).toBe("123456");
  });
});
