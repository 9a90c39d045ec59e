// Why codes were refused, in words that help (ux.md 2 and 3).
import type { CodeField, FactorKind, WrongCodeFragment } from "./gql/graphql.ts";
import type { Texts } from "./texts/en.ts";

/** Attempts are told from this many downwards. */
const warnFrom = 3;

export const attemptsWarning = (texts: Texts, left: number): string | null =>
  left <= warnFrom && left > 0 ? texts.attemptsLeft(left) : null;

function withAttempts(texts: Texts, sentence: string, left: number): string {
  const warning = attemptsWarning(texts, left);
  return warning ? texts.both(sentence, warning) : sentence;
}

function ofOtp(texts: Texts, { reason, clockOffsetMinutes }: WrongCodeFragment): string {
  switch (reason) {
    case "JUST_EXPIRED":
      return texts.justExpired;
    case "ALREADY_USED":
      return texts.alreadyUsed;
    case "CLOCK_OFF":
      return clockOffsetMinutes ? texts.clockOff(clockOffsetMinutes) : texts.wrongCode;
    case "WRONG":
      return texts.wrongCode;
  }
}

function ofEmail(texts: Texts, { reason }: WrongCodeFragment, wrong: string): string {
  if (reason === "JUST_EXPIRED") return texts.emailCodeExpired;
  return reason === "ALREADY_USED" ? texts.emailCodeUsed : wrong;
}

/** What a form of codes was told: by the server, or by the page itself before anything was sent. */
export type Refused = ({ __typename: "InvalidCode" } & WrongCodeFragment) | { __typename: "Incomplete" };

/** At verification, where there is one code. `left`: the attempts of this moment, which another tab may have cost. */
export function verifyRefusal(texts: Texts, kind: FactorKind, refused: Refused, left: number): string {
  if (refused.__typename === "Incomplete") return texts.codeIncomplete;
  const sentence = kind === "OTP" ? ofOtp(texts, refused) : ofEmail(texts, refused, texts.wrongCode);
  return withAttempts(texts, sentence, left);
}

/** At binding, where each wrong code is named and the attempts are told once, at the first. */
export function bindingRefusal(texts: Texts, refused: WrongCodeFragment, left: number): Record<CodeField, string | null> {
  const isOtpWrong = refused.wrongCodes.includes("CODE") || refused.wrongCodes.length === 0;
  const isEmailWrong = refused.wrongCodes.includes("EMAIL_CODE");
  const emailSentence = isOtpWrong ? texts.wrongEmailCode : ofEmail(texts, refused, texts.wrongEmailCode);
  return {
    CODE: isOtpWrong ? withAttempts(texts, ofOtp(texts, refused), left) : null,
    EMAIL_CODE: isEmailWrong ? (isOtpWrong ? emailSentence : withAttempts(texts, emailSentence, left)) : null,
  };
}
