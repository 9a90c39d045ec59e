import { useState } from "react";
import type { Role } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useLanguage } from "../texts/context.tsx";

const roles: readonly Role[] = ["AUDITOR", "HELPDESK", "ADMIN"];

/** The role chosen in a form with a `RoleField`; null: none. */
export function readRole(form: FormData): Role | null {
  const value = readText(form, "role");
  return roles.find((role) => role === value) ?? null;
}

export function RoleField({ current, problem }: { current: Role | null; problem?: string | undefined }) {
  const { texts } = useLanguage();
  const [chosen, setChosen] = useState(current);
  return (
    <SelectField
      label={texts.users.role}
      name="role"
      defaultValue={current ?? ""}
      problem={problem}
      hint={texts.users.roleMeaning[chosen ?? "NONE"]}
      onChange={({ target }) => setChosen(roles.find((role) => role === target.value) ?? null)}
    >
      <option value="">{texts.users.roleNone}</option>
      {roles.map((role) => (
        <option key={role} value={role}>
          {texts.roles[role]}
        </option>
      ))}
    </SelectField>
  );
}
