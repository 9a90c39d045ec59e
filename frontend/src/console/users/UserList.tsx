import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useViewer } from "../access.ts";
import { UsersDocument } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { SearchField } from "../parts/SearchField.tsx";
import { Empty, Failure, Skeleton } from "../parts/states.tsx";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { CreateUser } from "./CreateUser.tsx";
import { useUserColumns } from "./columns.tsx";

/** User Management › User List. */
export function UserList() {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [search, setSearch] = useState("");
  const [isCreating, setIsCreating] = useState(false);
  const pages = usePages(UsersDocument, { search: search || null }, (answer) => answer.users);
  const columns = useUserColumns();
  const create = may("changeDirectory") && (
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
      <SearchField label={texts.users.search} onSearch={setSearch} />
      {pages.isPending && <Skeleton />}
      {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && pages.rows.length === 0 && (
        <Empty title={search ? texts.users.nothing(search) : texts.users.emptyTitle}>
          {!search && <p>{texts.users.emptyBody}</p>}
        </Empty>
      )}
      {pages.rows.length > 0 && (
        <>
          <DataTable
            caption={texts.users.caption}
            columns={columns}
            rows={pages.rows}
            rowKey={(row) => row.id}
            busy={pages.isPlaceholderData}
          />
          <MoreRows
            shown={pages.rows.length}
            total={pages.total}
            label={texts.actions.more}
            hasMore={pages.hasNextPage}
            busy={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        </>
      )}
      {isCreating && <CreateUser onClose={() => setIsCreating(false)} />}
    </>
  );
}
