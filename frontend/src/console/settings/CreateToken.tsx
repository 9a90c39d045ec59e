import { useState } from "react";
import { CreateApiTokenDocument } from "../gql/graphql.ts";
import { SelectField, TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { leastRole, readRole, RoleField } from "../parts/RoleField.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { dateIn, endOf, presets } from "./end.ts";

export interface MadeToken {
  name: string;
  secret: string;
}

interface Problems {
  name?: string;
  endsAt?: string;
}

export function CreateToken({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeToken) => void }) {
  const { texts } = useLanguage();
  const words = texts.tokens;
  const change = useChange(CreateApiTokenDocument);
  const [end, setEnd] = useState<string>(String(presets[1]));
  const [opened] = useState(() => Date.now());
  const [problems, setProblems] = useState<Problems>({});

  async function create(form: FormData): Promise<string | undefined> {
    const name = readText(form, "name").trim();
    const endsAt = endOf(end, readText(form, "date"), Date.now());
    setProblems({ ...(name ? {} : { name: words.nameMissing }), ...(endsAt ? {} : { endsAt: words.dateInvalid }) });
    if (!name || !endsAt) return "";
    const role = readRole(form) ?? leastRole;
    const { createApiToken } = await change.mutateAsync({ input: { name, role, endsAt } });
    onMade({ name: createApiToken.apiToken.name, secret: createApiToken.secret });
    return undefined;
  }

  function refused(field: string): boolean {
    if (field !== "name" && field !== "endsAt") return false;
    setProblems({ [field]: field === "name" ? words.nameInvalid : words.dateInvalid });
    return true;
  }

  return (
    <FormDialog title={words.create} lead={words.createLead} submit={texts.actions.create} onClose={onClose} onSubmit={create} onRefused={refused}>
      <TextField label={words.name} name="name" required maxLength={100} hint={words.nameHint} problem={problems.name} />
      <RoleField label={words.role} />
      <SelectField label={words.ends} name="end" value={end} onChange={(event) => setEnd(event.target.value)}>
        {presets.map((days) => (
          <option key={days} value={days}>
            {words.inDays(days)}
          </option>
        ))}
        <option value="date">{words.onDate}</option>
      </SelectField>
      {end === "date" && (
        <TextField
          label={words.date}
          name="date"
          type="date"
          required
          min={dateIn(0, opened)}
          max={dateIn(365, opened)}
          problem={problems.endsAt}
        />
      )}
    </FormDialog>
  );
}
