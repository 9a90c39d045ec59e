import { ApiError } from "../shared/client.ts";
import type { Texts } from "./texts/en.ts";

export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.code === "FORBIDDEN";
}

/** What went wrong, in words that say what to do. */
export function describe(error: unknown, texts: Texts): string {
  if (!(error instanceof ApiError)) return texts.states.bug("");
  switch (error.code) {
    case "NETWORK":
      return texts.states.network;
    case "FORBIDDEN":
      return texts.states.forbidden;
    case "BAD_USER_INPUT":
      return error.message || texts.states.badInput;
    default:
      return texts.states.bug(error.correlationId ?? "");
  }
}
