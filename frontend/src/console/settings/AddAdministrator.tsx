import { useEffect, useState } from "react";
import { CreateUserDocument, SetUserRoleDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { leastRole, readRole, RoleField } from "../parts/RoleField.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { useUserByEmail } from "./useUserByEmail.ts";

interface Problems {
  email?: string;
  password?: string;
}

/** Gives a role to a user who is there; asks for a password where nobody has the address, and creates them. */
export function AddAdministrator({ onClose }: { onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.administrators;
  const announce = useAnnounce();
  const userByEmail = useUserByEmail();
  const role = useChange(SetUserRoleDocument);
  const creation = useChange(CreateUserDocument);
  const [unknown, setUnknown] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  useEffect(() => {
    if (unknown) document.querySelector<HTMLInputElement>(".dialog input[name=password]")?.focus();
  }, [unknown]);

  function refuse(found: Problems): string {
    setProblems(found);
    return "";
  }

  async function appoint(email: string, form: FormData): Promise<string | undefined> {
    const user = await userByEmail(email);
    if (!user) {
      setUnknown(email);
      return "";
    }
    if (user.role) return refuse({ email: words.already(user.role) });
    const { setUserRole } = await role.mutateAsync({ input: { userId: user.id, role: readRole(form) ?? leastRole } });
    if (setUserRole.__typename !== "UserRoleSet") return texts.states.gone;
    announce(words.added(user.email));
    return undefined;
  }

  async function create(email: string, form: FormData): Promise<string | undefined> {
    const input = { email, password: readText(form, "password"), applicationIds: [], role: readRole(form) ?? leastRole };
    if (input.password.length < 8) return refuse({ password: texts.users.passwordShort });
    const { createUser } = await creation.mutateAsync({ input });
    if (createUser.__typename === "EmailTaken") return refuse({ email: texts.users.emailTaken });
    if (createUser.__typename === "NotFound") return texts.states.gone;
    announce(words.added(createUser.user.email));
    return undefined;
  }

  async function add(form: FormData): Promise<string | undefined> {
    const email = readText(form, "email").trim();
    setProblems({});
    if (!email) return refuse({ email: texts.users.emailMissing });
    return email === unknown ? create(email, form) : appoint(email, form);
  }

  function refused(field: string): boolean {
    if (field === "password") setProblems({ password: texts.users.passwordInvalid });
    else if (field === "email" || field === "search") setProblems({ email: texts.users.emailInvalid });
    else return false;
    return true;
  }

  return (
    <FormDialog title={words.add} lead={words.addLead} submit={texts.actions.save} onClose={onClose} onSubmit={add} onRefused={refused}>
      <TextField
        label={texts.users.email}
        name="email"
        type="email"
        required
        maxLength={254}
        problem={problems.email}
        onChange={() => setUnknown("")}
      />
      {unknown && (
        <>
          <p className="notice notice-soft" role="status">
            {words.unknown}
          </p>
          <TextField
            label={texts.users.password}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            hint={texts.users.passwordHint}
            problem={problems.password}
          />
        </>
      )}
      <RoleField />
    </FormDialog>
  );
}
