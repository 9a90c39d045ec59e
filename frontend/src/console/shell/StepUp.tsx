import { useEffect, useId, useState } from "react";
import { cleanCode, isComplete } from "../../shared/code.ts";
import { BeginStepUpDocument, SendStepUpCodeDocument, VerifyStepUpDocument, type BeginStepUpMutation } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { SelectField, TextField } from "../parts/Field.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { readText } from "../parts/form.ts";
import { describe } from "../problems.ts";
import { useAsk } from "../requests.ts";
import { endStepUp, useStepUpAsked } from "../stepUp.ts";
import type { Texts } from "../texts/en.ts";
import { useLanguage } from "../texts/context.tsx";

/** Attempts are told from this many downwards, as at a login. */
const warnFrom = 3;

type Challenge = Extract<BeginStepUpMutation["beginStepUp"], { __typename: "LoginChallenge" }>;
type Kind = Challenge["methods"][number]["kind"];
interface Refused {
  __typename: string;
  lockedUntil?: string;
}

/** Why nothing can be confirmed now. */
function refusal(answer: Refused, texts: Texts): string {
  if (answer.lockedUntil) return texts.stepUp.locked(answer.lockedUntil);
  return answer.__typename === "FactorUnavailable" || answer.__typename === "BindingRequired"
    ? texts.stepUp.unavailable
    : texts.stepUp.over;
}

/** Seconds until the time, counted down by the clock of this page; 0 without one. */
function useSecondsUntil(time: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (time === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [time]);
  return time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1000));
}

function SendCode({ token, onSent }: { token: string; onSent: () => void }) {
  const { texts } = useLanguage();
  const ask = useAsk(SendStepUpCodeDocument);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState("");
  const [isSent, setIsSent] = useState(false);
  const [resendAt, setResendAt] = useState<number>();
  const wait = useSecondsUntil(resendAt);

  async function send(): Promise<void> {
    setBusy(true);
    try {
      const { sendEmailCode: answer } = await ask({ input: { challenge: token } });
      if (answer.__typename === "EmailCodeSent") {
        const minutes = Math.max(1, Math.round((Date.parse(answer.expiresAt) - Date.now()) / 60_000));
        setIsSent(true);
        setTold(texts.stepUp.sent(answer.maskedEmail, minutes));
        setResendAt(Date.now() + answer.resendAfter * 1000);
        onSent();
      } else if (answer.__typename === "RateLimited") setTold(texts.stepUp.wait(answer.retryAfter));
      else if (answer.__typename === "MailUnavailable") setTold(texts.stepUp.mailFailed(answer.reference));
      else setTold(refusal(answer, texts));
    } catch (error) {
      setTold(describe(error, texts));
    }
    setBusy(false);
  }

  const again = wait > 0 ? texts.stepUp.resendIn(wait) : texts.stepUp.resend;
  return (
    <div className="stack">
      <Button busy={busy || wait > 0} onClick={() => void send()}>
        {busy ? texts.actions.working : isSent ? again : texts.stepUp.send}
      </Button>
      <p className="soft" role="status">
        {told}
      </p>
    </div>
  );
}

interface MethodsProps {
  challenge: Challenge;
  kind: Kind;
  onKind: (kind: Kind) => void;
  problem: string | undefined;
  /** A first complete code is sent at once; after an error nothing is, so that nobody burns attempts through a slip. */
  isFirst: boolean;
}

function Methods({ challenge, kind, onKind, problem, isFirst }: MethodsProps) {
  const { texts } = useLanguage();
  const id = useId();
  // The dialog was there before its field. Another method chosen leaves the focus where it is.
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  const [code, setCode] = useState("");
  function enter(next: string, form: HTMLFormElement | null): void {
    setCode(next);
    if (isFirst && isComplete(next) && !isComplete(code)) setTimeout(() => form?.requestSubmit());
  }
  const names: Record<Kind, string> = { OTP: texts.stepUp.otp, EMAIL: texts.stepUp.email };
  return (
    <>
      {challenge.methods.length > 1 && (
        <SelectField label={texts.stepUp.method} value={kind} onChange={(event) => {
            setCode("");
            onKind(event.target.value as Kind);
          }}
        >
          {challenge.methods.map((method) => (
            <option key={method.kind} value={method.kind}>
              {names[method.kind]}
            </option>
          ))}
        </SelectField>
      )}
      {kind === "EMAIL" && <SendCode token={challenge.token} onSent={() => document.getElementById(id)?.focus()} />}
      <TextField
        key={kind}
        id={id}
        name="code"
        label={kind === "OTP" ? texts.stepUp.otpCode : texts.stepUp.emailCode}
        hint={texts.stepUp.hint}
        className="code-entry"
        autoComplete="one-time-code"
        autoCapitalize="off"
        inputMode="numeric"
        enterKeyHint="done"
        spellCheck={false}
        problem={problem}
        value={code}
        onChange={(event) => {
          const { nativeEvent, currentTarget } = event;
          // What an input method is still composing must not be changed under it.
          const isComposing = nativeEvent instanceof InputEvent && nativeEvent.isComposing;
          enter(isComposing ? currentTarget.value : cleanCode(currentTarget.value, code), currentTarget.form);
        }}
        onCompositionEnd={(event) => enter(cleanCode(event.currentTarget.value), event.currentTarget.form)}
      />
    </>
  );
}

function StepUpDialog() {
  const { texts } = useLanguage();
  const begin = useAsk(BeginStepUpDocument);
  const verify = useAsk(VerifyStepUpDocument);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [chosen, setChosen] = useState<Kind | null>(null);
  const [ended, setEnded] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isFirst, setIsFirst] = useState(true);
  const [isProven, setIsProven] = useState(false);
  const kind = chosen ?? challenge?.methods[0]?.kind ?? "OTP";

  useEffect(() => {
    begin({}).then(
      ({ beginStepUp: answer }) => {
        if (answer.__typename === "LoginChallenge") setChallenge(answer);
        else setEnded(refusal(answer, texts));
      },
      (error: unknown) => setEnded(describe(error, texts)),
    );
    // Once: each call opens a challenge of its own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function submit(form: FormData): Promise<string | undefined> {
    if (!challenge) return ended ?? texts.states.loading;
    const code = cleanCode(readText(form, "code"));
    setProblem(undefined);
    if (!isComplete(code)) {
      setProblem(texts.stepUp.sixDigits);
      return "";
    }
    setIsFirst(false);
    const { verifyFactor: answer } = await verify({ input: { challenge: challenge.token, kind, code } });
    if (answer.__typename === "StepUpCompleted") {
      setIsProven(true);
      endStepUp(true);
      return undefined;
    }
    if (answer.__typename !== "InvalidCode") return refusal(answer, texts);
    const left = answer.attemptsRemaining;
    setProblem([texts.stepUp.wrong[answer.reason], left <= warnFrom && texts.stepUp.attemptsLeft(left)].filter(Boolean).join(" "));
    return "";
  }

  return (
    <FormDialog
      isLast
      title={texts.stepUp.title}
      lead={texts.stepUp.lead}
      submit={texts.stepUp.confirm}
      onClose={() => !isProven && endStepUp(false)}
      onSubmit={submit}
    >
      {challenge && (
        <Methods
          challenge={challenge}
          kind={kind}
          problem={problem}
          isFirst={isFirst}
          onKind={(next) => {
            setProblem(undefined);
            setChosen(next);
          }}
        />
      )}
      {!challenge && (
        <p className={ended ? "notice notice-danger" : "soft"} role="status">
          {ended ?? texts.states.loading}
        </p>
      )}
    </FormDialog>
  );
}

/** Over whatever asked for it: a fresh second step, then the work goes on by itself. */
export function StepUp() {
  return useStepUpAsked() ? <StepUpDialog /> : null;
}
