import { AdministratorsDocument, ApiTokensDocument } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useWhole } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Filter } from "./filter.ts";

export interface Actor {
  kind: "actorId" | "actorTokenId";
  id: string;
  name: string;
}

/** Who may have done something: people with a role now, and every API token there was. Empty unless `isWanted`. */
export function useActors(isWanted: boolean): Actor[] {
  const people = useWhole(AdministratorsDocument, ({ users }) => users, { enabled: isWanted });
  const tokens = useWhole(ApiTokensDocument, ({ apiTokens }) => apiTokens, { enabled: isWanted });
  return [
    ...people.map(({ id, email }) => ({ kind: "actorId" as const, id, name: email })),
    ...tokens.map(({ id, name }) => ({ kind: "actorTokenId" as const, id, name })),
  ];
}

/** The filter's part that the field stands for. */
export function readActor(form: FormData): Pick<Filter, "actorId" | "actorTokenId"> {
  const [kind, id] = readText(form, "actor").split(" ");
  return kind === "actorId" || kind === "actorTokenId" ? { [kind]: id } : {};
}

/** By whom. Somebody whom a link names, and who has no role any more, stays chosen. */
export function ActorField({ filter, actors }: { filter: Filter; actors: readonly Actor[] }) {
  const { texts } = useLanguage();
  const value = filter.actorId ? `actorId ${filter.actorId}` : filter.actorTokenId ? `actorTokenId ${filter.actorTokenId}` : "";
  const isListed = actors.some(({ kind, id }) => value === `${kind} ${id}`);
  const group = (kind: Actor["kind"], label: string) => (
    <optgroup label={label}>
      {actors
        .filter((actor) => actor.kind === kind)
        .map(({ id, name }) => (
          <option key={id} value={`${kind} ${id}`}>
            {name}
          </option>
        ))}
    </optgroup>
  );
  return (
    <SelectField label={texts.audit.actor} name="actor" defaultValue={value}>
      <option value="">{texts.audit.any}</option>
      {value && !isListed && <option value={value}>{texts.audit.person}</option>}
      {group("actorId", texts.audit.actorPeople)}
      {group("actorTokenId", texts.audit.actorTokens)}
    </SelectField>
  );
}
