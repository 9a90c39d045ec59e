import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { AuditCategory } from "../gql/graphql.ts";
import { PageHeading } from "../parts/PageHeading.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { useLanguage } from "../texts/context.tsx";
import { Chart } from "./Chart.tsx";
import { useLogColumns } from "./columns.tsx";
import { useDisclosure } from "./EventDetails.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { administrationTypes, behaviorTypes, countFilters, writeFilter, type Filter } from "./filter.ts";
import { FilterForm } from "./FilterForm.tsx";
import { HoldingArea } from "./HoldingArea.tsx";
import { LiveSwitch } from "./LiveSwitch.tsx";
import { LogRows } from "./LogRows.tsx";
import { chartRange, present, readView, resolved, type Span } from "./range.ts";
import { TailRows } from "./TailRows.tsx";
import { useLive } from "./useLive.ts";
import { useLog } from "./useLog.ts";
import { useTail } from "./useTail.ts";

/** Audit Logs (document 4): filtered by what the address says, as a chart, as they come, and newest first. */
export function AuditPage({ category }: { category: AuditCategory }) {
  const { texts } = useLanguage();
  const [location, navigate] = useLocation();
  const view = readView(useSearch(), texts);
  const [now, setNow] = useState(present);
  const live = useLive();
  const filter = resolved(view, now);
  const { since, until } = chartRange(filter, now);
  const log = useLog({ ...filter, category }, live.isFollowing);
  const below = { isListed: log.isListed, onBegun: () => void log.renew() };
  const tail = useTail({ ...view.filter, category }, live.isFollowing, below);
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
          isOn={live.isOn}
          phase={live.isOn ? tail.phase : "off"}
          isPaused={tail.isPaused}
          isHeld={tail.pauses.button}
          problem={tail.problem}
          onHold={(isWanted) => tail.pause("button", isWanted)}
          onRestart={tail.restart}
          onChange={(isWanted) => void live.change(isWanted, log.renew)}
        />
        {(filter.since ?? filter.until) && <PassingButton onClick={withoutRange}>{texts.audit.clearRange}</PassingButton>}
      </div>
      <HoldingArea onPause={tail.pause}>
        {live.isFollowing && <TailRows tail={tail} columns={columns} disclosure={disclosure} />}
        <LogRows
          log={log}
          fresh={[...tail.waiting, ...tail.shown]}
          columns={columns}
          disclosure={disclosure}
          isFiltered={countFilters(filter) > 0}
          onClear={() => show({}, undefined)}
        />
      </HoldingArea>
    </>
  );
}
