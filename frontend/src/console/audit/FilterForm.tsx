import { IconChevronDown, IconFilter } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { ApplicationField } from "../applications/ApplicationField.tsx";
import type { AuditEventType, AuditResult } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { SelectField, TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useLanguage } from "../texts/context.tsx";
import { ActorField, readActor, useActors } from "./ActorField.tsx";
import { RangeFields, readRange } from "./RangeFields.tsx";
import type { Span } from "./range.ts";
import { TypesField } from "./TypesField.tsx";
import { behaviorTypes, countFilters, readFilter, type Filter } from "./filter.ts";

interface FilterFormProps {
  filter: Filter;
  span: Span | undefined;
  types: readonly AuditEventType[];
  onChange: (filter: Filter, span: Span | undefined) => void;
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string | null | undefined;
  words: [string, string][];
}

function Choice({ label, name, value, words }: ChoiceProps) {
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

function ApplicationPart({ initial }: { initial: string }) {
  const { texts } = useLanguage();
  const [chosen, setChosen] = useState(initial);
  return <ApplicationField label={texts.audit.application} name="applicationId" value={chosen} onChoose={setChosen} />;
}

/** Every recorded field as a filter (rule E5). What the form says goes through the same reading as an address. */
export function FilterForm({ filter, span, types, onChange }: FilterFormProps) {
  const { texts } = useLanguage();
  const actors = useActors(types !== behaviorTypes);
  const count = countFilters(filter) + (span ? 1 : 0);
  // Once: a window that is turned or drawn wider moves nothing by itself.
  const [isRoomy] = useState(() => window.innerWidth > 720);
  const form = useRef<HTMLFormElement>(null);
  const hasActed = useRef(false);
  const address = JSON.stringify([filter, span]);
  useEffect(() => {
    // The form is drawn anew from the address; whoever pressed one of its buttons stays at them.
    if (hasActed.current && document.activeElement === document.body) form.current?.querySelector<HTMLElement>("[type=submit]")?.focus();
    hasActed.current = false;
  }, [address]);

  function change(next: Filter, last: Span | undefined) {
    hasActed.current = true;
    onChange(next, last);
  }

  function apply(form: FormData) {
    const query = new URLSearchParams();
    for (const name of ["email", "result", "failureReason", "ip", "country", "applicationId", "userAgent"]) {
      query.set(name, readText(form, name));
    }
    for (const type of form.getAll("types")) if (typeof type === "string") query.append("types", type);
    query.set("country", readText(form, "country").toUpperCase());
    const { userId } = filter;
    const actor = types === behaviorTypes ? { actorId: filter.actorId, actorTokenId: filter.actorTokenId } : readActor(form);
    const { span: last, ...range } = readRange(form, filter);
    change({ ...readFilter(query.toString(), texts), ...actor, userId, ...range }, last);
  }

  const results: [AuditResult, string][] = [
    ["SUCCESS", texts.results.SUCCESS],
    ["FAILURE", texts.results.FAILURE],
  ];
  return (
    <details className="filters" open={isRoomy}>
      <summary>
        <IconFilter size={18} aria-hidden="true" />
        {texts.audit.filters}
        {count > 0 && <span className="filters-count">{count}</span>}
        <IconChevronDown className="filters-chevron" size={18} aria-hidden="true" />
      </summary>
      <form
        key={address}
        ref={form}
        className="filters-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          apply(new FormData(event.currentTarget));
        }}
      >
        <TextField label={texts.audit.email} name="email" type="text" inputMode="email" defaultValue={filter.email ?? ""} />
        {types !== behaviorTypes && <ActorField key={`actors-${actors.length}`} filter={filter} actors={actors} />}
        <Choice label={texts.audit.result} name="result" value={filter.result} words={results} />
        <Choice
          label={texts.audit.reason}
          name="failureReason"
          value={filter.failureReason}
          words={Object.entries(texts.reasons)}
        />
        <ApplicationPart initial={filter.applicationId ?? ""} />
        <TextField label={texts.audit.ip} name="ip" spellCheck={false} defaultValue={filter.ip ?? ""} />
        <TextField
          label={texts.audit.country}
          name="country"
          maxLength={2}
          placeholder={texts.audit.countryHint}
          defaultValue={filter.country ?? ""}
        />
        <RangeFields filter={filter} span={span} />
        <TextField
          label={texts.audit.userAgent}
          name="userAgent"
          maxLength={512}
          spellCheck={false}
          defaultValue={filter.userAgent ?? ""}
        />
        <TypesField types={types} chosen={filter.types ?? []} />
        {(filter.userId ?? (types === behaviorTypes ? filter.actorId : undefined)) && <p className="soft filters-person">{texts.audit.person}</p>}
        <div className="filters-actions">
          <Button type="submit" tone="primary">
            {texts.audit.apply}
          </Button>
          {count > 0 && <Button onClick={() => change({}, undefined)}>{texts.audit.clear}</Button>}
        </div>
      </form>
    </details>
  );
}
