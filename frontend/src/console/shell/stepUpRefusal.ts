import type { Locale } from "../../shared/locale.ts";
import type { VerifyStepUpMutation } from "../gql/graphql.ts";
import type { Texts } from "../texts/en.ts";
import { formatLockEnd, isEndless } from "../users/lock.ts";

/** Attempts are told from this many downwards, as at a login. */
const warnFrom = 3;

interface Refused {
  __typename: string;
  lockedUntil?: string;
  retryAfter?: number;
}

type WrongCode = Extract<VerifyStepUpMutation["verifyFactor"], { __typename: "InvalidCode" }>;
type Kind = "OTP" | "EMAIL";

/** Why nothing can be confirmed any more. Of a lock both times are the server's, whatever the device's clock says. */
export function refusalOf({ __typename, lockedUntil, retryAfter = 0 }: Refused, locale: Locale, texts: Texts): string {
  const words = texts.stepUp;
  if (lockedUntil) {
    if (isEndless(lockedUntil)) return words.lockedForGood;
    return words.locked(formatLockEnd(locale, lockedUntil, Date.parse(lockedUntil) - retryAfter * 1000));
  }
  return __typename === "FactorUnavailable" || __typename === "BindingRequired" ? words.unavailable : words.over;
}

/** The warning before the lock; the count is one for all methods and logins (A1). */
export const attemptsWarning = (left: number, texts: Texts): string | undefined =>
  left > 0 && left <= warnFrom ? texts.stepUp.attemptsLeft(left) : undefined;

/** Why a code was refused. Of the email another one can be asked for; of the app the next one comes by itself. */
export function wrongCode({ reason, attemptsRemaining }: WrongCode, kind: Kind, texts: Texts): string {
  const words = texts.stepUp;
  const sentence = kind === "EMAIL" ? { ...words.wrong, ...words.wrongEmail }[reason] : words.wrong[reason];
  const warning = attemptsWarning(attemptsRemaining, texts);
  return warning ? words.both(sentence, warning) : sentence;
}
