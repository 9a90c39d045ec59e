import { expect, test } from "vitest";
import { ApiError } from "../shared/client.ts";
import { describe, refusedField } from "./problems.ts";
import { en } from "./texts/en.ts";

test("a refused input is told at its field", () => {
  expect(refusedField(new ApiError("BAD_USER_INPUT", "…", undefined, "input.clientId"))).toBe("clientId");
  expect(refusedField(new ApiError("FORBIDDEN", "…", undefined, "input.clientId"))).toBeUndefined();
});

test("a bug is told with the reference that finds it in the server's log", () => {
  expect(describe(new ApiError("INTERNAL_SERVER_ERROR", "masked", "8305bc8d"), en)).toBe(
    "Something went wrong on the server. Reference: 8305bc8d.",
  );
});

test("a missing answer and a forbidden one say what to do", () => {
  expect(describe(new ApiError("NETWORK", "no answer"), en)).toBe(en.states.network);
  expect(describe(new ApiError("FORBIDDEN", "no"), en)).toBe("Your role does not allow this.");
});
