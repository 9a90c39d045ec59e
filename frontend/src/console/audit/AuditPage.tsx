import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { AuditEventsDocument, type AuditCategory } from "../gql/graphql.ts";
import { DataTable } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Empty, Failure, Skeleton } from "../parts/states.tsx";
import { describe } from "../problems.ts";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { Chart } from "./Chart.tsx";
import { useLogColumns } from "./columns.tsx";
import { useDisclosure } from "./EventDetails.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { administrationTypes, behaviorTypes, countFilters, writeFilter, type Filter } from "./filter.ts";
import { FilterForm } from "./FilterForm.tsx";
import { LiveSwitch } from "./LiveSwitch.tsx";
import { chartRange, present, readView, resolved, type Span } from "./range.ts";
import { TailRows } from "./TailRows.tsx";
import { useTail } from "./useTail.ts";

/** Audit Logs (document 4): filtered by what the address says, as a chart, as they come, and newest first. */
export function AuditPage({ category }: { category: AuditCategory }) {
  const { texts } = useLanguage();
  const [location, navigate] = useLocation();
  const view = readView(useSearch(), texts);
  const [now, setNow] = useState(present);
  const [isLive, setLive] = useState(false);
  const filter = resolved(view, now);
  const { since, until } = chartRange(filter, now);
  const tail = useTail({ ...view.filter, category }, isLive);
  const isAdministration = category === "ADMINISTRATION";
  const columns = useLogColumns(isAdministration);
  const disclosure = useDisclosure();
  const title = isAdministration ? texts.audit.administrationTitle : texts.audit.behaviorTitle;
  const show = (next: Filter, span: Span | undefined) => {
    const query = [writeFilter(next), span ? `last=${span}` : ""].filter(Boolean).join("&");
    setNow(present());
    navigate(query ? `${location}?${query}` : location);
  };
  const withoutRange = () => show({ ...view.filter, since: undefined, until: undefined }, undefined);
  return (
    <>
      <PageHeading
        title={title}
        lead={isAdministration ? texts.audit.administrationLead : texts.audit.behaviorLead}
        actions={<ExportButtons query={writeFilter({ ...filter, category })} />}
        crumbs={[{ label: texts.shell.auditLogs }, { label: title }]}
      />
      <FilterForm
        filter={view.filter}
        span={view.span}
        types={isAdministration ? administrationTypes : behaviorTypes}
        onChange={show}
      />
      <Chart
        filter={{ ...view.filter, since: undefined, until: undefined, category }}
        since={since}
        until={until}
        onNarrow={(from, to) => show({ ...view.filter, since: from, until: to }, undefined)}
      />
      <div className="log-bar">
        <LiveSwitch
          isOn={isLive}
          phase={tail.phase}
          isPaused={tail.isPaused}
          isHeld={tail.isHeld}
          problem={tail.problem}
          onHold={tail.hold}
          onChange={setLive}
        />
        {(filter.since ?? filter.until) && <PassingButton onClick={withoutRange}>{texts.audit.clearRange}</PassingButton>}
      </div>
      {isLive && <TailRows tail={tail} columns={columns} disclosure={disclosure} />}
      <Log
        filter={{ ...filter, category }}
        columns={columns}
        disclosure={disclosure}
        isFiltered={countFilters(filter) > 0}
        onClear={() => show({}, undefined)}
      />
    </>
  );
}

interface LogProps {
  filter: Filter & { category: AuditCategory };
  columns: ReturnType<typeof useLogColumns>;
  disclosure: ReturnType<typeof useDisclosure>;
  isFiltered: boolean;
  onClear: () => void;
}

/** The list. An error leaves the rows that were there, and says so. */
function Log({ filter, columns, disclosure, isFiltered, onClear }: LogProps) {
  const { texts } = useLanguage();
  const pages = usePages(AuditEventsDocument, { filter }, (answer) => answer.auditEvents);
  const [kept, setKept] = useState(pages.data);
  if (pages.data && pages.data !== kept) setKept(pages.data);
  const rows = (pages.data ?? kept)?.pages.flatMap((page) => page.edges.map((edge) => edge.node)) ?? [];
  return (
    <>
      {pages.isPending && rows.length === 0 && <Skeleton lines={10} />}
      {pages.isError && rows.length === 0 && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isError && rows.length > 0 && (
        <p className="notice notice-danger notice-line" role="alert">
          {texts.states.both(describe(pages.error, texts), texts.audit.stale)}
          <PassingButton onClick={() => void pages.refetch()}>{texts.actions.again}</PassingButton>
        </p>
      )}
      {pages.isSuccess && rows.length === 0 && (
        <Empty title={isFiltered ? texts.audit.nothing : texts.audit.noneTitle}>
          {isFiltered ? <PassingButton onClick={onClear}>{texts.audit.clear}</PassingButton> : <p>{texts.audit.noneBody}</p>}
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <DataTable
            caption={texts.audit.caption}
            columns={columns}
            disclosure={disclosure}
            rows={rows}
            rowKey={(row) => row.id}
            busy={pages.isPlaceholderData}
            dense
            fixed
          />
          {pages.data && <MoreRows pages={pages} shown={rows.length} label={texts.audit.older} />}
        </>
      )}
    </>
  );
}
