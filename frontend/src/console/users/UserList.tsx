import { IconPlugConnectedX, IconPlus, IconUsers } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useViewer } from "../access.ts";
import { UsersDocument } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { SearchField } from "../parts/SearchField.tsx";
import { Empty, Failure, Skeleton } from "../parts/states.tsx";
import { useKept } from "../parts/useKept.ts";
import { routes } from "../paths.ts";
import { describe, isForbidden } from "../problems.ts";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { CreateUser } from "./CreateUser.tsx";
import { useUserColumns } from "./columns.tsx";
import { countListFilters, noFilter, readListFilter, toUserFilter, writeListFilter, type ListFilter } from "./filter.ts";
import { ImportHint } from "./ImportHint.tsx";
import { ListFilters } from "./ListFilters.tsx";

interface ListFailureProps {
  error: unknown;
  hasRows: boolean;
  onRetry: () => void;
}

/** Above rows that stay, a line; instead of rows, all that there is to say. */
function ListFailure({ error, hasRows, onRetry }: ListFailureProps) {
  const { texts } = useLanguage();
  if (!hasRows) return <Failure error={error} onRetry={onRetry} />;
  return (
    <div className="notice notice-danger notice-line list-failure" role="alert">
      <IconPlugConnectedX size={20} aria-hidden="true" />
      <span>{texts.states.both(texts.users.kept, describe(error, texts))}</span>
      <PassingButton onClick={onRetry}>{texts.actions.again}</PassingButton>
    </div>
  );
}

/** User Management › User List: what is looked for stands in the address. */
export function UserList() {
  const { texts } = useLanguage();
  const { may, id: viewerId } = useViewer();
  const [, navigate] = useLocation();
  const address = useSearch();
  const filter = readListFilter(address);
  const [isCreating, setIsCreating] = useState(false);
  const [clearings, setClearings] = useState(0);
  const variables = { search: filter.search || null, filter: toUserFilter(filter) };
  const pages = usePages(UsersDocument, variables, (answer) => answer.users);
  const rows = useKept(pages.rows, pages.isSuccess);
  const columns = useUserColumns();
  const isNarrowed = filter.search !== "" || countListFilters(filter) > 0;
  const isNobodyElse = !isNarrowed && rows.length === 1 && rows[0]?.id === viewerId;
  const show = useCallback(
    (next: ListFilter) => {
      const query = writeListFilter(next);
      navigate(query ? `${routes.users}?${query}` : routes.users, { replace: true });
    },
    [navigate],
  );
  const search = useCallback(
    (text: string) => {
      const present = readListFilter(address);
      if (present.search !== text) show({ ...present, search: text });
    },
    [address, show],
  );
  const clear = () => {
    show(noFilter);
    setClearings(clearings + 1);
  };
  const create = may("changeDirectory") && !isForbidden(pages.error) && (
    <Button tone="primary" onClick={() => setIsCreating(true)}>
      <IconPlus size={18} aria-hidden="true" />
      {texts.users.create}
    </Button>
  );
  return (
    <>
      <PageHeading
        title={texts.users.title}
        lead={texts.users.lead}
        actions={create}
        crumbs={[{ label: texts.shell.userManagement }, { label: texts.users.title }]}
      />
      <SearchField key={clearings} isCleared={clearings > 0} label={texts.users.search} initial={filter.search} onSearch={search} />
      <ListFilters filter={filter} onChange={show} />
      {pages.isPending && <Skeleton />}
      {pages.isError && (
        <ListFailure error={pages.error} hasRows={rows.length > 0} onRetry={() => void pages.refetch()} />
      )}
      {pages.isSuccess && rows.length === 0 && (
        <Empty title={isNarrowed ? texts.users.nothing : texts.users.emptyTitle}>
          {isNarrowed ? <Button onClick={clear}>{texts.users.clearFilters}</Button> : <ImportHint />}
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <DataTable
            caption={texts.users.caption}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            busy={pages.isPlaceholderData}
          />
          {pages.isSuccess && <MoreRows pages={pages} shown={rows.length} label={texts.actions.more} />}
        </>
      )}
      {isNobodyElse && (
        <Empty title={texts.users.emptyTitle} icon={<IconUsers size={32} stroke={1.5} aria-hidden="true" />}>
          <ImportHint />
        </Empty>
      )}
      {isCreating && <CreateUser onClose={() => setIsCreating(false)} />}
    </>
  );
}
