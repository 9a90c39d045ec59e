import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { Link } from "wouter";
import { localeTags } from "../../shared/locale.ts";
import type { AuditEventsQuery, AuditResult, UserEventsQuery } from "../gql/graphql.ts";
import { Absent } from "../parts/Absent.tsx";
import type { Column } from "../parts/DataTable.tsx";
import { Email } from "../parts/Email.tsx";
import { Time } from "../parts/Time.tsx";
import { paths } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";
import { Said } from "./EventDetails.tsx";

export type EventRow = AuditEventsQuery["auditEvents"]["edges"][number]["node"];
type BriefRow = UserEventsQuery["recent"]["edges"][number]["node"] & Partial<Pick<EventRow, "details">>;

function Result({ result }: { result: AuditResult }) {
  const { texts } = useLanguage();
  const isGood = result === "SUCCESS";
  const Icon = isGood ? IconCircleCheck : IconCircleX;
  return (
    <span className={isGood ? "result result-good" : "result result-bad"}>
      <Icon size={17} stroke={1.8} aria-hidden="true" />
      {texts.results[result]}
    </span>
  );
}

function Country({ code }: { code: string | null }) {
  const { locale, texts } = useLanguage();
  if (!code) return <span className="soft">{texts.states.unknown}</span>;
  const name = new Intl.DisplayNames(localeTags[locale], { type: "region", fallback: "code" }).of(code);
  return <span title={code}>{name}</span>;
}

/** Time, Event, IP, Country, Result, Failure reason: what every event shows. */
export function useEventColumns(): Column<BriefRow>[] {
  const { locale, texts } = useLanguage();
  return [
    { key: "time", header: texts.audit.time, cell: (row) => <Time at={row.occurredAt} /> },
    {
      key: "event",
      header: texts.audit.event,
      cell: (row) => (
        <>
          {locale === "en" ? row.label : texts.events[row.type]}
          {row.application && <span className="beneath">{row.application.name}</span>}
          {row.details && <Said details={row.details} />}
        </>
      ),
    },
    { key: "ip", header: texts.audit.ip, cell: (row) => <code className="ip">{row.ip}</code> },
    { key: "country", header: texts.audit.country, cell: (row) => <Country code={row.country} /> },
    { key: "result", header: texts.audit.result, cell: (row) => <Result result={row.result} /> },
    {
      key: "reason",
      header: texts.audit.reason,
      cell: (row) => (row.failureReason ? texts.reasons[row.failureReason] : <Absent />),
    },
  ];
}

function Person({ row }: { row: EventRow }) {
  const email = row.userEmail ?? row.user?.email;
  if (!email) return <Absent />;
  return row.user ? (
    <Link href={paths.user(row.user.id)}>
      <Email address={email} />
    </Link>
  ) : (
    <Email address={email} />
  );
}

/** The columns of a log: the common ones, with the user; in administration who did it as well, and one for the place. */
export function useLogColumns(isAdministration: boolean): Column<EventRow>[] {
  const { texts } = useLanguage();
  const [time, event, ip, country, ...ending] = useEventColumns();
  const user: Column<EventRow> = { key: "user", header: texts.audit.user, cell: (row) => <Person row={row} /> };
  const actor: Column<EventRow> = {
    key: "actor",
    header: texts.audit.actor,
    cell: (row) =>
      row.actor ? (
        <Link href={paths.user(row.actor.id)}>
          <Email address={row.actor.email} />
        </Link>
      ) : row.actorName ? (
        <span className="actor-token">{row.actorName}</span>
      ) : (
        <Absent />
      ),
  };
  const place: Column<EventRow> = {
    key: "place",
    header: texts.audit.place,
    cell: (row) => (
      <>
        {ip?.cell(row)}
        <span className="beneath">{country?.cell(row)}</span>
      </>
    ),
  };
  const columns = isAdministration ? [time, actor, event, user, place, ...ending] : [time, user, event, ip, country, ...ending];
  return columns.filter((column) => column !== undefined);
}
