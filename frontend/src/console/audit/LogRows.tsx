import { DataTable, type Column, type Disclosure } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Empty, Failure, Skeleton } from "../parts/states.tsx";
import { describe } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import type { EventRow } from "./columns.tsx";
import type { useLog } from "./useLog.ts";

interface LogRowsProps {
  log: ReturnType<typeof useLog>;
  /** What the live view shows, or holds back: none of it stands here as well. */
  fresh: readonly EventRow[];
  columns: Column<EventRow>[];
  disclosure: Disclosure<EventRow>;
  isFiltered: boolean;
  onClear: () => void;
}

/** The list. An error leaves the rows that were there, and says so. */
export function LogRows({ log: { pages, rows }, fresh, columns, disclosure, isFiltered, onClear }: LogRowsProps) {
  const { texts } = useLanguage();
  const elsewhere = new Set(fresh.map(({ id }) => id));
  const older = rows.filter(({ id }) => !elsewhere.has(id));
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
      {pages.isSuccess && rows.length === 0 && fresh.length === 0 && (
        <Empty title={isFiltered ? texts.audit.nothing : texts.audit.noneTitle}>
          {isFiltered ? <PassingButton onClick={onClear}>{texts.audit.clear}</PassingButton> : <p>{texts.audit.noneBody}</p>}
        </Empty>
      )}
      {older.length > 0 && (
        <DataTable
          caption={texts.audit.caption}
          columns={columns}
          disclosure={disclosure}
          rows={older}
          rowKey={(row) => row.id}
          busy={pages.isPlaceholderData}
          dense
          fixed
        />
      )}
      {rows.length > 0 && pages.data && <MoreRows pages={pages} shown={rows.length} label={texts.audit.older} />}
    </>
  );
}
