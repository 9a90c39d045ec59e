import { useState } from "react";
import { formatCountdown } from "../../shared/time.ts";
import { useViewer } from "../access.ts";
import { ChangePasswordDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

interface Problems {
  current?: string;
  next?: string;
}

/** One's own password: this session goes on, the others end. */
export default function ChangePassword({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.passwords;
  const { email } = useViewer();
  const announce = useAnnounce();
  const change = useChange(ChangePasswordDocument);
  const [isShown, setIsShown] = useState(false);
  const [problems, setProblems] = useState<Problems>({});

  function refuse(found: Problems): string {
    setProblems(found);
    return "";
  }

  async function send(form: FormData): Promise<string | undefined> {
    const currentPassword = readText(form, "currentPassword");
    const newPassword = readText(form, "newPassword");
    setProblems({});
    if (!currentPassword) return refuse({ current: words.currentMissing });
    if (newPassword.length < 8) return refuse({ next: texts.users.passwordShort });
    const { changePassword } = await change.mutateAsync({ input: { currentPassword, newPassword } });
    switch (changePassword.__typename) {
      case "WrongPassword":
        return refuse({ current: words.wrong });
      case "PasswordRefused":
        return refuse({ next: words.refused[changePassword.reason] });
      case "RateLimited":
        return words.limited(formatCountdown(changePassword.retryAfter));
      case "PasswordChanged":
        announce(words.changed);
        return undefined;
    }
  }

  function refused(field: string): boolean {
    if (field === "newPassword") setProblems({ next: texts.users.passwordInvalid });
    return field === "newPassword";
  }

  const type = isShown ? "text" : "password";
  return (
    <FormDialog title={words.change} lead={words.lead} submit={words.change} onClose={onClose} onSubmit={send} onRefused={refused}>
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={words.current}
        name="currentPassword"
        type={type}
        autoComplete="current-password"
        required
        problem={problems.current}
      />
      <TextField
        label={words.next}
        name="newPassword"
        type={type}
        autoComplete="new-password"
        required
        hint={words.hint}
        problem={problems.next}
      />
      <label className="choice">
        <input type="checkbox" checked={isShown} onChange={(event) => setIsShown(event.target.checked)} />
        {texts.users.showPassword}
      </label>
    </FormDialog>
  );
}
