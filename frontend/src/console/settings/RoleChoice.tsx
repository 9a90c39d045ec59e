import { useState } from "react";
import type { Role } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useLanguage } from "../texts/context.tsx";

const roles: readonly Role[] = ["AUDITOR", "HELPDESK", "ADMIN"];

/** The role of a form with a `RoleChoice`; the least one, should the form hold none. */
export function chosenRole(form: FormData): Role {
  const value = readText(form, "role");
  return roles.find((role) => role === value) ?? "AUDITOR";
}

/** One of the roles; none is no choice here. */
export function RoleChoice({ label, current = "AUDITOR", problem }: { label: string; current?: Role; problem?: string | undefined }) {
  const { texts } = useLanguage();
  const [chosen, setChosen] = useState(current);
  return (
    <SelectField
      label={label}
      name="role"
      defaultValue={current}
      problem={problem}
      hint={texts.users.roleMeaning[chosen]}
      onChange={(event) => setChosen(event.target.value as Role)}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {texts.roles[role]}
        </option>
      ))}
    </SelectField>
  );
}
