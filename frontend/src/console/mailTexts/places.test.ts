import { expect, it } from "vitest";
import { inserted, offsetOf } from "./places.ts";

it("finds a column counted in code points", () => {
  expect(offsetOf("a\n🔑{x}\nb", 2, 2)).toBe(4);
  expect(offsetOf("a\nb", 1, 1)).toBe(0);
  expect(offsetOf("a\nb", 2, 2)).toBe(3);
});

it("puts a variable in place of what is selected, the cursor behind it", () => {
  expect(inserted("Hi you!", "{email}", 3, 6)).toEqual({ value: "Hi {email}!", caret: 10 });
  expect(inserted("Hi", "{x}", null, null)).toEqual({ value: "Hi{x}", caret: 5 });
});
