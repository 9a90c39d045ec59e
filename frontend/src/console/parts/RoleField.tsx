import { useState } from "react";
import type { Role } from "../gql/graphql.ts";
import { useLanguage } from "../texts/context.tsx";
import { SelectField } from "./Field.tsx";
import { readText } from "./form.ts";

const roles: readonly Role[] = ["AUDITOR", "HELPDESK", "ADMIN"];

/** Chosen where nobody chose and no role is no choice. */
export const leastRole: Role = "AUDITOR";

function toRole(value: string): Role | null {
  return roles.find((role) => role === value) ?? null;
}

/** The role chosen in a form with a `RoleField`; null: none. */
export function readRole(form: FormData): Role | null {
  return toRole(readText(form, "role"));
}

interface RoleFieldProps {
  label?: string;
  /** null: none yet. */
  current?: Role | null;
  /** No role is a choice as well. */
  isOptional?: boolean;
  problem?: string | undefined;
}

/** One of the roles, and what it may do. */
export function RoleField({ label, current = null, isOptional = false, problem }: RoleFieldProps) {
  const { texts } = useLanguage();
  const [chosen, setChosen] = useState(current ?? (isOptional ? null : leastRole));
  return (
    <SelectField
      label={label ?? texts.users.role}
      name="role"
      defaultValue={chosen ?? ""}
      problem={problem}
      hint={texts.users.roleMeaning[chosen ?? "NONE"]}
      onChange={({ target }) => setChosen(toRole(target.value))}
    >
      {isOptional && <option value="">{texts.users.roleNone}</option>}
      {roles.map((role) => (
        <option key={role} value={role}>
          {texts.roles[role]}
        </option>
      ))}
    </SelectField>
  );
}
