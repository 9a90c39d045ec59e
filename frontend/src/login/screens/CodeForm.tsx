import { useState } from "preact/hooks";
import { useAction } from "../action.ts";
import { isComplete } from "../../shared/code.ts";
import { texts, visit } from "../door.ts";
import { send } from "../visit.ts";
import { type FactorKind, VerifyFactorDocument } from "../gql/graphql.ts";
import { AttemptsLeft } from "../parts/AttemptsLeft.tsx";
import { CodeField } from "../parts/CodeField.tsx";
import { Form } from "../parts/Form.tsx";
import { rememberFactor } from "../place.ts";
import { type Refused, verifyRefusal } from "../refusal.ts";
import type { Challenge } from "../stage.ts";
import { useSubmission } from "../submission.ts";

/** One code, for a method that is ready to be verified (L6, ux.md 3). */
export function CodeForm({ kind, challenge, takesFocus }: { kind: FactorKind; challenge: Challenge; takesFocus: boolean }) {
  const action = useAction();
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<Refused | null>(null);

  async function verify(): Promise<void> {
    setRefusal(null);
    const input = { challenge: challenge.token, kind, code };
    const { verifyFactor: answer } = await send(VerifyFactorDocument, { input });
    if (answer.__typename === "InvalidCode") {
      visit.charge(answer.attemptsRemaining);
      setRefusal(answer);
      return;
    }
    if (answer.__typename === "LoginCompleted") rememberFactor(kind);
    // A login is no step-up; the schema knows one mutation for both.
    if (answer.__typename !== "StepUpCompleted") await visit.turn(answer);
  }

  const submit = useSubmission(isComplete(code), () => {
    if (isComplete(code)) void action.run(verify);
    else setRefusal({ __typename: "Incomplete" });
  });

  const id = `code-${kind.toLowerCase()}`;
  return (
    <Form label={texts.confirm} action={action} refusal={refusal} onSubmit={submit}>
      <CodeField
        id={id}
        label={texts.code}
        describedBy={`${id}-hint`}
        code={code}
        onCode={setCode}
        error={refusal && verifyRefusal(texts, kind, refusal, challenge.attemptsRemaining)}
        takesFocus={takesFocus}
      />
      <p id={`${id}-hint`} class="hint">
        {texts.codeHint}
      </p>
      <AttemptsLeft left={challenge.attemptsRemaining} refusal={refusal} />
    </Form>
  );
}
