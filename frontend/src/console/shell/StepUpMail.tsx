import { useState } from "react";
import { SendStepUpCodeDocument } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { deadlineIn, secondsUntil, useSecondsUntil } from "../parts/countdown.ts";
import { describe } from "../problems.ts";
import { useAsk } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { refusalOf } from "./stepUpRefusal.ts";

interface SendCodeProps {
  token: string;
  /** Until when a code works, on performance.now()'s scale: as long as its challenge (L9). */
  endsAt: number;
  onSent: () => void;
  /** Nothing can be confirmed any more: why. */
  onEnd: (sentence: string) => void;
}

/** Mails the challenge's code, and tells the wait until the next by the server's seconds, as the login does. */
export function SendCode({ token, endsAt, onSent, onEnd }: SendCodeProps) {
  const { locale, texts } = useLanguage();
  const words = texts.stepUp;
  const ask = useAsk(SendStepUpCodeDocument);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState("");
  const [problem, setProblem] = useState<string>();
  const [resendAt, setResendAt] = useState<number | null>(null);
  const wait = useSecondsUntil(resendAt);

  async function request(): Promise<string | undefined> {
    const { sendEmailCode: answer } = await ask({ input: { challenge: token } });
    switch (answer.__typename) {
      case "EmailCodeSent":
        setSent(words.sent(answer.maskedEmail, Math.ceil(secondsUntil(endsAt) / 60)));
        setResendAt(deadlineIn(answer.resendAfter));
        onSent();
        return undefined;
      case "RateLimited":
        setResendAt(deadlineIn(answer.retryAfter));
        return words.limited;
      case "MailUnavailable":
        return words.mailFailed(answer.reference);
      default:
        onEnd(refusalOf(answer, locale, texts));
        return undefined;
    }
  }
  async function send(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    setProblem(await request().catch((error: unknown) => describe(error, texts)));
    setBusy(false);
  }

  const label = wait > 0 ? words.resendIn(wait) : sent ? words.resend : words.send;
  return (
    <div className="stack">
      {/* The ticking text is the button's own and in no live region: it would be read out every second. */}
      <Button busy={busy || wait > 0} onClick={() => void send()}>
        {busy ? texts.actions.working : label}
      </Button>
      <p className={sent ? "soft" : "sr-only"} role="status">
        {sent}
      </p>
      <p className="sr-only" role="status">
        {resendAt !== null && wait === 0 && !busy && words.canResend}
      </p>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
