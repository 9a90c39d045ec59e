import { IconChevronDown, IconFilter } from "@tabler/icons-react";
import { ApplicationsDocument, type AuditEventType, type AuditResult } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { SelectField, TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { behaviorTypes, countFilters, fromLocalInput, readFilter, toLocalInput, type Filter } from "./filter.ts";

interface FilterFormProps {
  filter: Filter;
  types: readonly AuditEventType[];
  onChange: (filter: Filter) => void;
}

function Choice({ label, name, value, words }: { label: string; name: string; value: string | null | undefined; words: [string, string][] }) {
  const { texts } = useLanguage();
  return (
    <SelectField label={label} name={name} defaultValue={value ?? ""}>
      <option value="">{texts.audit.any}</option>
      {words.map(([key, word]) => (
        <option key={key} value={key}>
          {word}
        </option>
      ))}
    </SelectField>
  );
}

/** Every recorded field as a filter (rule E5). What the form says goes through the same reading as an address. */
export function FilterForm({ filter, types, onChange }: FilterFormProps) {
  const { texts } = useLanguage();
  const applications = useAnswer(ApplicationsDocument, { first: 100 }).data?.applications.edges ?? [];
  const count = countFilters(filter);

  function apply(form: FormData) {
    const query = new URLSearchParams();
    for (const name of ["email", "types", "result", "failureReason", "ip", "country", "applicationId", "userAgent"]) {
      query.set(name, readText(form, name));
    }
    query.set("country", readText(form, "country").toUpperCase());
    const { userId, actorId } = filter;
    const since = fromLocalInput(readText(form, "since"));
    const until = fromLocalInput(readText(form, "until"));
    onChange({ ...readFilter(query.toString(), texts), userId, actorId, since, until });
  }

  const results: [AuditResult, string][] = [
    ["SUCCESS", texts.results.SUCCESS],
    ["FAILURE", texts.results.FAILURE],
  ];
  return (
    <details className="filters" open={count > 0 || window.innerWidth > 720}>
      <summary>
        <IconFilter size={18} aria-hidden="true" />
        {texts.audit.filters}
        {count > 0 && <span className="filters-count">{count}</span>}
        <IconChevronDown className="filters-chevron" size={18} aria-hidden="true" />
      </summary>
      <form
        key={JSON.stringify([filter, applications.length])}
        className="filters-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply(new FormData(event.currentTarget));
        }}
      >
        <TextField label={texts.audit.email} name="email" type="text" inputMode="email" defaultValue={filter.email ?? ""} />
        <Choice
          label={texts.audit.type}
          name="types"
          value={filter.types?.[0]}
          words={types.map((type) => [type, texts.events[type]])}
        />
        <Choice label={texts.audit.result} name="result" value={filter.result} words={results} />
        {types === behaviorTypes && (
          <Choice
            label={texts.audit.reason}
            name="failureReason"
            value={filter.failureReason}
            words={Object.entries(texts.reasons)}
          />
        )}
        <Choice
          label={texts.audit.application}
          name="applicationId"
          value={filter.applicationId}
          words={applications.map(({ node }) => [node.id, node.name])}
        />
        <TextField label={texts.audit.ip} name="ip" spellCheck={false} defaultValue={filter.ip ?? ""} />
        <TextField
          label={texts.audit.country}
          name="country"
          maxLength={2}
          placeholder={texts.audit.countryHint}
          defaultValue={filter.country ?? ""}
        />
        <TextField label={texts.audit.since} name="since" type="datetime-local" defaultValue={toLocalInput(filter.since)} />
        <TextField label={texts.audit.until} name="until" type="datetime-local" defaultValue={toLocalInput(filter.until)} />
        <div className="filters-actions">
          <Button type="submit" tone="primary">
            {texts.audit.apply}
          </Button>
          {count > 0 && <Button onClick={() => onChange({})}>{texts.audit.clear}</Button>}
        </div>
      </form>
    </details>
  );
}
