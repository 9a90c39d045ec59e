import { formatTime, formatUtc } from "../../shared/time.ts";
import { Absent } from "../parts/Absent.tsx";
import type { Disclosure } from "../parts/DataTable.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { EventRow } from "./columns.tsx";
import { briefly, factsOf } from "./details.ts";

/** What was changed, and why, below the event's title. */
export function Said({ details }: Pick<EventRow, "details">) {
  const { locale, texts } = useLanguage();
  const facts = factsOf(details, texts, locale);
  const reason = facts.find(({ name }) => name === "reason");
  const line = briefly(facts, texts);
  return (
    <>
      {line && <span className="beneath said">{line}</span>}
      {reason && <span className="beneath said">{texts.details.fact(reason.label, reason.value)}</span>}
    </>
  );
}

/** Everything that an event holds beside its columns: what was changed, when by the exact clock, and by which program. */
function Details({ row }: { row: EventRow }) {
  const { locale, texts } = useLanguage();
  return (
    <dl className="facts">
      {factsOf(row.details, texts, locale).map(({ name, label, value }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{texts.details.exact}</dt>
        <dd>{formatUtc(row.occurredAt)}</dd>
      </div>
      <div>
        <dt>{texts.details.userAgent}</dt>
        <dd>{row.userAgent ?? <Absent />}</dd>
      </div>
    </dl>
  );
}

export function useDisclosure(): Disclosure<EventRow> {
  const { locale, texts } = useLanguage();
  return {
    header: texts.details.column,
    label: (row) => texts.details.of(locale === "en" ? row.label : texts.events[row.type], formatTime(locale, row.occurredAt)),
    content: (row) => <Details row={row} />,
  };
}
