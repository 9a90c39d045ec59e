import { countOf } from "../../shared/texts.ts";
import { formatCountdown } from "../../shared/time.ts";

/** The dialog that asks for a fresh second step, and what it has to say. */
export const stepUpEn = {
  stepUp: {
    title: "Confirm it’s you",
    lead: "This needs a second step completed within the last five minutes. It then continues by itself; nothing on the page is lost.",
    confirm: "Confirm",
    needed: "Nothing was done: it takes a fresh second step. Try again to enter a code.",
    method: "Second step",
    otp: "Authenticator app",
    otpCode: "Code from your authenticator app",
    email: "Email",
    emailCode: "Code from the email",
    send: "Email me a code",
    resend: "Resend code",
    resendIn: (seconds: number) => `Resend in ${formatCountdown(seconds)}`,
    sent: (address: string, minutes: number) => `We sent a code to ${address}. It works for ${countOf(minutes, "minute", "minutes")}.`,
    canResend: "You can request a new code.",
    limited: "That’s too many requests. Wait until you can request the next code.",
    mailFailed: (reference: string) => `The email could not be sent. Reference: ${reference}`,
    hint: "A complete code is checked at once. After an error, press Confirm.",
    sixDigits: "Enter the six digits.",
    wrong: { WRONG: "That code didn’t work.", JUST_EXPIRED: "That code has just expired. Enter the new one.", ALREADY_USED: "That code was already used. Wait for the next one.", CLOCK_OFF: "That code is for another time. Set your phone’s clock to automatic." },
    wrongEmail: { JUST_EXPIRED: "That code has expired. Request a new one.", ALREADY_USED: "That code was already used. Request a new one." },
    attemptsLeft: (left: number) => `${countOf(left, "attempt", "attempts")} left before a 1-hour lock.`,
    both: (sentence: string, next: string) => `${sentence} ${next}`,
    locked: (end: string) => `Too many wrong codes: your account is locked until ${end}. You stay signed in.`,
    lockedForGood: "Too many wrong codes: your account is locked until an administrator unlocks it. You stay signed in.",
    over: "This confirmation is over. Cancel, and try again.",
    unavailable: "This way is not available any more. Cancel, and try again.",
  },
};
