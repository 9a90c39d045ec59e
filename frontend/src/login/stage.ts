// Where a login stands, and where an answer of the server takes it (rules L2–L6, A2).
import type { ComponentType } from "preact";
import type { ChallengeFragment, CompletedFragment, FactorKind, StartLoginMutation } from "./gql/graphql.ts";
import type { Lock, Proof } from "./place.ts";

export type Challenge = ChallengeFragment;

/** Why a challenge looks different from what the person saw last. */
export type Notice = "factorOff" | "nowBound" | "nowUnbound";

export type Stage =
  | { at: "loading" | "missing" | "unknown" | "unreachable" | "expired" | "noFactorLeft" | "enteringConsole" }
  | { at: "signIn"; isSignedOut?: boolean }
  | { at: "forgotten"; screen: ComponentType<{ token: string }>; token: string }
  | { at: "challenge"; challenge: Challenge; notice?: Notice }
  | { at: "locked"; lock: Lock }
  | { at: "signedIn"; proof: Proof; email: string };

/** The answers that any step may get instead of its own: they end or move the challenge. */
export type Turn =
  | ({ __typename: "LoginCompleted" } & CompletedFragment)
  | { __typename: "AccountLocked"; lockedUntil: string; retryAfter: number }
  | { __typename: "ChallengeExpired" | "FactorUnavailable" | "AlreadyBound" | "BindingRequired" };

/** What the person is told after the challenge was read again because of `turn`. */
export function noticeOf(turn: Turn): Notice {
  if (turn.__typename === "AlreadyBound") return "nowBound";
  return turn.__typename === "BindingRequired" ? "nowUnbound" : "factorOff";
}

export const challengeStage = (challenge: Challenge, notice?: Notice): Stage =>
  challenge.methods.length === 0
    ? { at: "noFactorLeft" }
    : { at: "challenge", challenge, ...(notice && { notice }) };

/** The method shown first: the one last used in this browser, else the server's first. */
export function firstMethod(challenge: Challenge, lastUsed: string | null): FactorKind {
  const kinds = challenge.methods.map((method) => method.kind);
  return kinds.find((kind) => kind === lastUsed) ?? kinds[0] ?? "OTP";
}

export const lockOf = ({ lockedUntil, retryAfter }: { lockedUntil: string; retryAfter: number }): Lock => ({
  lockedUntil,
  endsAt: Date.now() + retryAfter * 1000,
});

/** An answer to the password that is a refusal: the form stays, and says so. */
export type Refusal = Extract<StartLoginMutation["startLogin"], { __typename: "InvalidCredentials" | "RateLimited" }>;

