import type { ComponentChildren } from "preact";
import { type BindingEntries, useBindingForm } from "../bindingForm.ts";
import { isComplete } from "../../shared/code.ts";
import { texts } from "../door.ts";
import { AttemptsLeft } from "../parts/AttemptsLeft.tsx";
import { CodeField } from "../parts/CodeField.tsx";
import { Form } from "../parts/Form.tsx";
import { SendCode } from "../parts/SendCode.tsx";
import { Step } from "../parts/Step.tsx";

interface Props extends BindingEntries {
  maskedEmail: string;
  isPhone: boolean;
  /** The first step: the secret. */
  children: ComponentChildren;
}

/** Three numbered steps and one submission of both codes (L5). */
export function BindingForm({ maskedEmail, isPhone, children, ...entries }: Props) {
  const { challenge, mailing } = entries;
  const binding = useBindingForm(entries);
  const isOtpDone = isComplete(binding.code) && !binding.errors.CODE;
  const isEmailDone = isComplete(binding.emailCode) && !binding.errors.EMAIL_CODE;
  const masked = mailing.sentTo ?? maskedEmail;

  return (
    <Form label={texts.confirm} action={binding} refusal={binding.refusal} onSubmit={binding.submit}>
      <ol class="steps">
        <Step number={1} isDone={isOtpDone} title={isPhone ? texts.addToApp : texts.scan}>
          <p class="hint">{texts.apps}</p>
          {children}
        </Step>
        <Step number={2} isDone={isOtpDone} title={texts.codeFromApp} fieldId="code">
          <CodeField
            id="code"
            describedBy="binding-hint"
            code={binding.code}
            onCode={binding.setCode}
            error={binding.errors.CODE}
          />
        </Step>
        <Step
          number={3}
          isDone={isEmailDone}
          title={mailing.sentTo ? texts.codeFromEmail(masked) : texts.codeToEmail(masked)}
          fieldId="email-code"
        >
          <SendCode mailing={mailing} isTold />
          <CodeField
            id="email-code"
            describedBy="binding-hint"
            code={binding.emailCode}
            onCode={binding.setEmailCode}
            error={binding.errors.EMAIL_CODE}
          />
        </Step>
      </ol>
      <p id="binding-hint" class="hint">
        {texts.bindHint}
      </p>
      <AttemptsLeft left={challenge.attemptsRemaining} refusal={binding.refusal} />
    </Form>
  );
}
