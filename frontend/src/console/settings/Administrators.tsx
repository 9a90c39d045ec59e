import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useViewer } from "../access.ts";
import { AdministratorsDocument, type AdministratorsQuery } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { Email } from "../parts/Email.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Failed, Skeleton } from "../parts/states.tsx";
import { Ago } from "../parts/Time.tsx";
import { paths } from "../paths.ts";
import { isForbidden } from "../problems.ts";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { EditRole } from "../users/EditRole.tsx";
import { AddAdministrator } from "./AddAdministrator.tsx";
import { ReadOnly } from "./ReadOnly.tsx";
import { RemoveRole } from "./RemoveRole.tsx";

export type Administrator = AdministratorsQuery["users"]["edges"][number]["node"];

type Doing = { what: "add" } | { what: "change" | "remove"; whom: Administrator };

function useColumns(onDoing: (doing: Doing) => void): Column<Administrator>[] {
  const { texts } = useLanguage();
  const { id, may } = useViewer();
  const words = texts.administrators;
  const columns: Column<Administrator>[] = [
    {
      key: "email",
      header: texts.users.email,
      cell: (row) => (
        <>
          <Link href={paths.user(row.id)}>
            <Email address={row.email} />
          </Link>
          {row.id === id && <span className="beneath">{words.you}</span>}
        </>
      ),
    },
    { key: "role", header: texts.users.role, cell: (row) => row.role && texts.roles[row.role] },
    { key: "login", header: texts.users.lastLogin, cell: (row) => <Ago at={row.lastLoginAt} /> },
  ];
  if (!may("changeSettings")) return columns;
  return [
    ...columns,
    {
      key: "actions",
      header: texts.settings.actions,
      cell: (row) => (
        <div className="row-actions">
          <Button aria-label={words.changeOf(row.email)} onClick={() => onDoing({ what: "change", whom: row })}>
            {texts.user.changeRole}
          </Button>
          <Button aria-label={words.removeOf(row.email)} onClick={() => onDoing({ what: "remove", whom: row })}>
            {words.remove}
          </Button>
        </div>
      ),
    },
  ];
}

/** Settings › Administrators: everybody with a role (rules D2, D4). */
export function Administrators() {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const [doing, setDoing] = useState<Doing>();
  const pages = usePages(AdministratorsDocument, {}, (answer) => answer.users);
  const columns = useColumns(setDoing);
  const close = () => setDoing(undefined);
  const add = may("changeSettings") && !isForbidden(pages.error) && (
    <Button tone="primary" onClick={() => setDoing({ what: "add" })}>
      <IconPlus size={18} aria-hidden="true" />
      {texts.administrators.add}
    </Button>
  );
  return (
    <>
      <PageHeading title={texts.administrators.title} lead={texts.administrators.lead} actions={add} />
      <ReadOnly />
      {pages.isPending && <Skeleton />}
      {pages.isError && <Failed error={pages.error} hasRows={pages.rows.length > 0} onRetry={() => void pages.refetch()} />}
      {pages.rows.length > 0 && (
        <>
          <DataTable caption={texts.administrators.caption} columns={columns} rows={pages.rows} rowKey={(row) => row.id} />
          <MoreRows pages={pages} shown={pages.rows.length} label={texts.actions.more} />
        </>
      )}
      {doing?.what === "add" && <AddAdministrator onClose={close} />}
      {doing?.what === "change" && <EditRole user={doing.whom} isKept onClose={close} />}
      {doing?.what === "remove" && <RemoveRole whom={doing.whom} onClose={close} />}
    </>
  );
}
