import { useEffect, useId, useState } from "react";
import { cleanCode, isComplete } from "../../shared/code.ts";
import type { BeginStepUpMutation } from "../gql/graphql.ts";
import { SelectField, TextField } from "../parts/Field.tsx";
import { useLanguage } from "../texts/context.tsx";
import { SendCode } from "./StepUpMail.tsx";

export type Challenge = Extract<BeginStepUpMutation["beginStepUp"], { __typename: "LoginChallenge" }> & {
  /** When it is over, on performance.now()'s scale. */
  endsAt: number;
};
export type Kind = Challenge["methods"][number]["kind"];

interface MethodsProps {
  challenge: Challenge;
  kind: Kind;
  onKind: (kind: Kind) => void;
  onEnd: (sentence: string) => void;
  problem: string | undefined;
  /** A first complete code is sent at once; after an error nothing is, so that nobody burns attempts through a slip. */
  isFirst: boolean;
}

/** The way to confirm, and the one code field. */
export function Methods({ challenge, kind, onKind, onEnd, problem, isFirst }: MethodsProps) {
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
      {kind === "EMAIL" && (
        <SendCode
          token={challenge.token}
          endsAt={challenge.endsAt}
          onSent={() => document.getElementById(id)?.focus()}
          onEnd={onEnd}
        />
      )}
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
