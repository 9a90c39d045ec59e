import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useViewer } from "../access.ts";
import { ApplicationsDocument, type ApplicationsQuery } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { SearchField } from "../parts/SearchField.tsx";
import { Empty, Failed, Skeleton } from "../parts/states.tsx";
import { useKept } from "../parts/useKept.ts";
import { Time } from "../parts/Time.tsx";
import { paths } from "../paths.ts";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { CreateApplication } from "./CreateApplication.tsx";

type Row = ApplicationsQuery["applications"]["edges"][number]["node"];

function useColumns(): Column<Row>[] {
  const { texts } = useLanguage();
  return [
    {
      key: "name",
      header: texts.applications.name,
      cell: (row) => <Link href={paths.application(row.id)}>{row.name}</Link>,
    },
    { key: "clientId", header: texts.applications.clientId, cell: (row) => <code>{row.clientId}</code> },
    {
      key: "factors",
      header: texts.applications.factors,
      cell: (row) => {
        const enabled = row.factors.filter((factor) => factor.enabled);
        if (enabled.length === 0) return <span className="soft">{texts.applications.passwordOnly}</span>;
        return enabled.map((factor) => texts.factors[factor.kind]).join(" · ");
      },
    },
    { key: "created", header: texts.applications.created, cell: (row) => <Time at={row.createdAt} /> },
  ];
}

export function ApplicationList() {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [search, setSearch] = useState("");
  const [clearings, setClearings] = useState(0);
  const [isCreating, setIsCreating] = useState(false);
  const pages = usePages(ApplicationsDocument, { search: search || null }, (answer) => answer.applications);
  const rows = useKept(pages.rows, pages.isSuccess);
  const columns = useColumns();
  const create = may("changeDirectory") && (
    <Button tone="primary" onClick={() => setIsCreating(true)}>
      <IconPlus size={18} aria-hidden="true" />
      {texts.applications.create}
    </Button>
  );
  return (
    <>
      <PageHeading title={texts.applications.title} lead={texts.applications.lead} actions={create} />
      <SearchField
        key={clearings}
        label={texts.applications.search}
        onSearch={setSearch}
        isCleared={clearings > 0}
      />
      {pages.isPending && <Skeleton />}
      {pages.isError && <Failed error={pages.error} hasRows={rows.length > 0} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && rows.length === 0 && (
        <Empty title={search ? texts.applications.nothing(search) : texts.applications.emptyTitle}>
          {search ? (
            <Button onClick={() => setClearings(clearings + 1)}>{texts.applications.clearSearch}</Button>
          ) : (
            <>
              <p>{texts.applications.emptyBody}</p>
              {create}
            </>
          )}
        </Empty>
      )}
      {rows.length > 0 && (
        <>
          <DataTable
            caption={texts.applications.caption}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            busy={pages.isPlaceholderData}
          />
          {pages.isSuccess && <MoreRows pages={pages} shown={rows.length} label={texts.actions.more} />}
        </>
      )}
      {isCreating && <CreateApplication onClose={() => setIsCreating(false)} />}
    </>
  );
}
