import { useRef, useState } from "preact/hooks";
import { texts, visit } from "../door.ts";
import { useFocusSoon } from "../focus.ts";
import { Form } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { RateLimit } from "../parts/RateLimit.tsx";
import { TextField } from "../parts/TextField.tsx";
import { Title } from "../parts/Title.tsx";
import { usePasswordStep } from "../passwordStep.ts";

/** Email and password (ux.md 1). */
export function SignIn({ isSignedOut }: { isSignedOut: boolean }) {
  const step = usePasswordStep();
  const emailField = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState<"email" | "password" | null>(null);

  // Not where it opens a keyboard over the page.
  const [isTyped] = useState(() => !matchMedia("(pointer: coarse)").matches);
  useFocusSoon(emailField, isTyped);

  function submit(): void {
    const absent = email.trim() === "" ? "email" : password === "" ? "password" : null;
    setMissing(absent);
    if (absent) document.getElementById(absent)?.focus();
    else step.submit(email, password);
  }

  function passwordError(): string | null {
    if (missing === "password") return texts.passwordMissing;
    return step.wrong ? texts.invalidCredentials : null;
  }

  return (
    <>
      <Form label={texts.continue} action={step} refusal={step.wrong} onSubmit={submit} onInput={() => setMissing(null)}>
        <Title text={texts.signInTo(visit.applicationName)} />
        {isSignedOut && (
          <p role="status" class="notice">
            {texts.signedOut}
          </p>
        )}
        <TextField
          id="email"
          field={emailField}
          label={texts.email}
          type="email"
          autoComplete="username"
          inputMode="email"
          value={email}
          error={missing === "email" ? texts.emailMissing : null}
          onInput={(event) => {
            setEmail(event.currentTarget.value);
          }}
        />
        <PasswordField value={password} onValue={setPassword} error={passwordError()} />
      </Form>
      <RateLimit wait={step.wait} />
      <button type="button" class="quiet" onClick={() => void visit.forget()}>
        {texts.forgot}
      </button>
    </>
  );
}
