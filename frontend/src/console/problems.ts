import { ApiError } from "../shared/client.ts";
import type { Texts } from "./texts/en.ts";

export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.code === "FORBIDDEN";
}

/** The name of the field whose value broke a limit of the API, if that is what went wrong. */
export function refusedField(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.code !== "BAD_USER_INPUT") return undefined;
  return error.field?.replace(/^input\./, "");
}

/** What went wrong, in words that say what to do. */
export function describe(error: unknown, texts: Texts): string {
  if (!(error instanceof ApiError)) return texts.states.bug("");
  switch (error.code) {
    case "NETWORK":
      return texts.states.network;
    case "UNAUTHENTICATED":
      return texts.states.sessionEnded;
    case "STEP_UP_REQUIRED":
      return texts.stepUp.needed;
    case "FORBIDDEN":
      return texts.states.forbidden;
    case "BAD_USER_INPUT":
      return texts.states.badInput(error.message);
    default:
      return texts.states.bug(error.correlationId ?? "");
  }
}
