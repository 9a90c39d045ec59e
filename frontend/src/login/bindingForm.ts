// Both codes of a binding, in one submission (L5): a pair with a wrong one spends neither, and the right one stays.
import { useState } from "preact/hooks";
import { type Action, useAction } from "./action.ts";
import { isComplete } from "../shared/code.ts";
import { texts, visit } from "./door.ts";
import { send } from "./visit.ts";
import { type CodeField, ConfirmOtpBindingDocument } from "./gql/graphql.ts";
import type { Mailing } from "./mailing.ts";
import { rememberFactor } from "./place.ts";
import { bindingRefusal, type Refused } from "./refusal.ts";
import { type Challenge } from "./stage.ts";
import { useSubmission } from "./submission.ts";

export interface BindingEntries {
  challenge: Challenge;
  mailing: Mailing;
  /** The server knows no offer to confirm. */
  onExpired: () => void;
}

type Errors = Record<CodeField, string | null>;

export interface BindingForm extends Pick<Action, "isBusy" | "failure"> {
  code: string;
  setCode: (code: string) => void;
  emailCode: string;
  setEmailCode: (code: string) => void;
  /** A new object with every refusal; null: none. */
  refusal: Refused | null;
  errors: Errors;
  submit: () => void;
}

export function useBindingForm({ challenge, onExpired }: BindingEntries): BindingForm {
  const { isBusy, failure, run } = useAction();
  const [code, setCode] = useState("");
  const [emailCode, setEmailCode] = useState("");
  const [refusal, setRefusal] = useState<Refused | null>(null);
  const isWhole = isComplete(code) && isComplete(emailCode);

  async function confirm(): Promise<void> {
    setRefusal(null);
    const input = { challenge: challenge.token, code, emailCode };
    const { confirmOtpBinding: answer } = await send(ConfirmOtpBindingDocument, { input });
    if (answer.__typename === "InvalidCode") {
      visit.charge(answer.attemptsRemaining);
      setRefusal(answer);
    } else if (answer.__typename === "BindingRequired") onExpired();
    else {
      if (answer.__typename === "LoginCompleted") rememberFactor("OTP");
      await visit.turn(answer);
    }
  }

  const submit = useSubmission(isWhole, () => {
    if (isWhole) void run(confirm);
    else setRefusal({ __typename: "Incomplete" });
  });

  const incomplete = (entry: string): string | null => (isComplete(entry) ? null : texts.codeIncomplete);

  function errors(): Errors {
    if (!refusal) return { CODE: null, EMAIL_CODE: null };
    if (refusal.__typename === "InvalidCode") return bindingRefusal(texts, refusal, challenge.attemptsRemaining);
    return { CODE: incomplete(code), EMAIL_CODE: incomplete(emailCode) };
  }

  return { isBusy, failure, code, setCode, emailCode, setEmailCode, refusal, errors: errors(), submit };
}
