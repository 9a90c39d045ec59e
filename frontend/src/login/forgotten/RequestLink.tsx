import { useRef, useState } from "preact/hooks";
import { useAction } from "../action.ts";
import { useWait } from "../countdown.ts";
import { texts, visit } from "../door.ts";
import { RequestPasswordResetDocument } from "./gql/graphql.ts";
import { Form } from "../parts/Form.tsx";
import { RateLimit } from "../parts/RateLimit.tsx";
import { TextField } from "../parts/TextField.tsx";
import { aboutId, Title } from "../parts/Title.tsx";
import { send } from "../visit.ts";
import type { Words } from "./words.ts";

interface Props {
  said: Words;
  onSent: () => void;
  onLeave: () => void;
}

/** Whose link. The answer is the same for every address (L1). */
export function RequestLink({ said, onSent, onLeave }: Props) {
  const action = useAction();
  const field = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState("");
  const [isMissing, setMissing] = useState(false);
  const wait = useWait();

  async function request(): Promise<void> {
    const input = { clientId: visit.clientId, email: email.trim() };
    const { requestPasswordReset: answer } = await send(RequestPasswordResetDocument, { input });
    if (answer.__typename === "PasswordResetRequested") onSent();
    else wait.start(answer.retryAfter);
  }

  function submit(): void {
    setMissing(email.trim() === "");
    if (email.trim() === "") field.current?.focus();
    else void action.run(request);
  }

  return (
    <>
      <Form label={said.send} action={action} onSubmit={submit}>
        <Title text={said.requestTitle} />
        <p id={aboutId}>{said.requestText}</p>
        <TextField
          id="email"
          field={field}
          label={texts.email}
          type="email"
          autoComplete="username"
          inputMode="email"
          value={email}
          error={isMissing ? texts.emailMissing : null}
          onInput={(event) => {
            setMissing(false);
            setEmail(event.currentTarget.value);
          }}
        />
      </Form>
      <RateLimit wait={wait} />
      <button type="button" class="quiet" onClick={onLeave}>
        {said.back}
      </button>
    </>
  );
}
