import type { AuditEventType } from "../gql/graphql.ts";
import { useLanguage } from "../texts/context.tsx";

/** Any of several types of event; none ticked is all of them. */
export function TypesField({ types, chosen }: { types: readonly AuditEventType[]; chosen: readonly AuditEventType[] }) {
  const { texts } = useLanguage();
  return (
    <fieldset className="filters-types">
      <legend>{texts.audit.type}</legend>
      {types.map((type) => (
        <label key={type}>
          <input type="checkbox" name="types" value={type} defaultChecked={chosen.includes(type)} />
          {texts.events[type]}
        </label>
      ))}
    </fieldset>
  );
}
