import { useLocation, useSearch } from "wouter";
import { AuditEventsDocument, type AuditCategory } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Empty, Failure, Skeleton } from "../parts/states.tsx";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { useLogColumns } from "./columns.tsx";
import { ExportButtons } from "./ExportButtons.tsx";
import { administrationTypes, behaviorTypes, countFilters, readFilter, writeFilter, type Filter } from "./filter.ts";
import { FilterForm } from "./FilterForm.tsx";

/** Audit Logs (document 4): newest first, filtered by what the address says, older ones page by page. */
export function AuditPage({ category }: { category: AuditCategory }) {
  const { texts } = useLanguage();
  const [location, navigate] = useLocation();
  const filter = readFilter(useSearch(), texts);
  const pages = usePages(AuditEventsDocument, { filter: { ...filter, category } }, (answer) => answer.auditEvents);
  const isAdministration = category === "ADMINISTRATION";
  const columns = useLogColumns(isAdministration);
  const title = isAdministration ? texts.audit.administrationTitle : texts.audit.behaviorTitle;
  const isFiltered = countFilters(filter) > 0;
  const show = (next: Filter) => {
    const query = writeFilter(next);
    navigate(query ? `${location}?${query}` : location);
  };
  return (
    <>
      <PageHeading
        title={title}
        lead={isAdministration ? texts.audit.administrationLead : texts.audit.behaviorLead}
        actions={<ExportButtons query={writeFilter({ ...filter, category })} />}
        crumbs={[{ label: texts.shell.auditLogs }, { label: title }]}
      />
      <FilterForm filter={filter} types={isAdministration ? administrationTypes : behaviorTypes} onChange={show} />
      {pages.isPending && <Skeleton lines={10} />}
      {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && pages.rows.length === 0 && (
        <Empty title={isFiltered ? texts.audit.nothing : texts.audit.noneTitle}>
          {isFiltered ? (
            <Button onClick={() => show({})}>{texts.audit.clear}</Button>
          ) : (
            <p>{texts.audit.noneBody}</p>
          )}
        </Empty>
      )}
      {pages.rows.length > 0 && (
        <>
          <DataTable
            caption={texts.audit.caption}
            columns={columns}
            rows={pages.rows}
            rowKey={(row) => row.id}
            busy={pages.isPlaceholderData}
            dense
          />
          <MoreRows
            shown={pages.rows.length}
            total={pages.total}
            label={texts.audit.older}
            hasMore={pages.hasNextPage}
            busy={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        </>
      )}
    </>
  );
}
