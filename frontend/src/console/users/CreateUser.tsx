import { useState } from "react";
import { useLocation } from "wouter";
import { CreateUserDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { TextField } from "../parts/Field.tsx";
import { readText, readTicked } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { readRole, RoleField } from "../parts/RoleField.tsx";
import { paths } from "../paths.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { ApplicationChoice } from "./ApplicationChoice.tsx";

const shortestPassword = 8;

export function CreateUser({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const change = useChange(CreateUserDocument);
  const [isShown, setIsShown] = useState(false);
  const [problems, setProblems] = useState<{ email?: string | undefined; password?: string | undefined }>({});

  async function create(form: FormData): Promise<string | undefined> {
    const email = readText(form, "email").trim();
    const password = readText(form, "password");
    const found = {
      email: email ? undefined : texts.users.emailMissing,
      password: password.length < shortestPassword ? texts.users.passwordShort : undefined,
    };
    setProblems(found);
    if (found.email ?? found.password) return "";
    const input = { email, password, applicationIds: readTicked(form, "applications"), role: readRole(form) };
    const { createUser } = await change.mutateAsync({ input });
    switch (createUser.__typename) {
      case "EmailTaken":
        setProblems({ email: texts.users.emailTaken });
        return "";
      case "NotFound":
        return texts.states.gone;
      case "UserCreated":
        announce(texts.users.made(createUser.user.email));
        navigate(paths.user(createUser.user.id));
        return undefined;
    }
  }

  function refuse(field: string): boolean {
    const words = { email: texts.users.emailInvalid, password: texts.users.passwordInvalid };
    if (field !== "email" && field !== "password") return false;
    setProblems({ [field]: words[field] });
    return true;
  }

  return (
    <FormDialog
      title={texts.users.create}
      lead={texts.users.createLead}
      submit={texts.actions.create}
      onClose={onClose}
      onSubmit={create}
      onRefused={refuse}
    >
      <TextField label={texts.users.email} name="email" type="email" required maxLength={254} problem={problems.email} />
      <TextField
        label={texts.users.password}
        name="password"
        type={isShown ? "text" : "password"}
        autoComplete="new-password"
        required
        hint={texts.users.passwordHint}
        problem={problems.password}
      />
      <label className="choice">
        <input type="checkbox" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
        {texts.users.showPassword}
      </label>
      <ApplicationChoice assigned={[]} />
      <RoleField isOptional />
    </FormDialog>
  );
}
