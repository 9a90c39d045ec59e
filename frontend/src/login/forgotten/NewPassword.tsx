import { useState } from "preact/hooks";
import { ApiError } from "../../shared/client.ts";
import { useAction } from "../action.ts";
import { ResetPasswordDocument, type ResetPasswordMutation } from "./gql/graphql.ts";
import { Form } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { aboutId, Title } from "../parts/Title.tsx";
import { send } from "../visit.ts";
import type { Words } from "./words.ts";

type Answer = ResetPasswordMutation["resetPassword"];

interface Props {
  token: string;
  said: Words;
  /** The link is spent now, or was before. */
  onEnd: (isDone: boolean) => void;
}

/** The link's page: one field that can be shown, and no rules on kinds of characters (NIST SP 800-63B-4). */
export function NewPassword({ token, said, onEnd }: Props) {
  const action = useAction();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<{ text: string } | null>(null);

  function take(answer: Answer): void {
    if (answer.__typename === "PasswordRefused") setProblem({ text: said.refused[answer.reason] });
    else onEnd(answer.__typename === "PasswordReset");
  }

  async function reset(): Promise<void> {
    try {
      take((await send(ResetPasswordDocument, { input: { token, newPassword: password } })).resetPassword);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "BAD_USER_INPUT") throw error;
      setProblem({ text: said.tooShort });
    }
  }

  function submit(): void {
    if (password.length < 8) setProblem({ text: said.tooShort });
    else void action.run(reset);
  }

  return (
    <Form label={said.set} action={action} refusal={problem} onSubmit={submit} onInput={() => setProblem(null)}>
      <Title text={said.resetTitle} />
      <p id={aboutId}>{said.rules}</p>
      <PasswordField
        label={said.newPassword}
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        error={problem?.text ?? null}
      />
    </Form>
  );
}
