import { IconKey, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "wouter";
import { useViewer } from "../access.ts";
import { ApiTokensDocument, type ApiTokenState, type ApiTokensQuery } from "../gql/graphql.ts";
import { Badge } from "../parts/Badge.tsx";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { Email } from "../parts/Email.tsx";
import { MoreRows } from "../parts/MoreRows.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Empty, Failed, Skeleton } from "../parts/states.tsx";
import { Ago, Time } from "../parts/Time.tsx";
import { paths } from "../paths.ts";
import { isForbidden } from "../problems.ts";
import { usePages } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { CreateToken, type MadeToken } from "./CreateToken.tsx";
import { Example } from "./Example.tsx";
import { ReadOnly } from "./ReadOnly.tsx";
import { RevokeApiToken } from "./RevokeApiToken.tsx";
import { SecretDialog } from "./SecretDialog.tsx";

export type Token = ApiTokensQuery["apiTokens"]["edges"][number]["node"];

const tones: Record<ApiTokenState, "good" | "soft"> = { ACTIVE: "good", EXPIRED: "soft", REVOKED: "soft" };

function useColumns(onRevoke: (token: Token) => void): Column<Token>[] {
  const { texts } = useLanguage();
  const { may } = useViewer();
  const words = texts.tokens;
  const columns: Column<Token>[] = [
    { key: "name", header: words.name, cell: (row) => <span className="token-name">{row.name}</span> },
    { key: "role", header: words.role, cell: (row) => texts.roles[row.role] },
    { key: "state", header: words.state, cell: (row) => <Badge tone={tones[row.state]}>{words.states[row.state]}</Badge> },
    {
      key: "made",
      header: words.made,
      cell: (row) => (
        <>
          <Time at={row.createdAt} />
          <span className="beneath">
            {row.createdBy ? (
              <Link href={paths.user(row.createdBy.id)}>
                <Email address={row.createdBy.email} />
              </Link>
            ) : (
              texts.states.unknown
            )}
          </span>
        </>
      ),
    },
    { key: "ends", header: words.ends, cell: (row) => <Time at={row.endsAt} /> },
    {
      key: "use",
      header: words.lastUse,
      cell: (row) => (
        <>
          <Ago at={row.lastUsedAt} />
          {row.lastUsedIp && <span className="beneath">{words.from(row.lastUsedIp)}</span>}
        </>
      ),
    },
  ];
  if (!may("changeSettings")) return columns;
  return [
    ...columns,
    {
      key: "actions",
      header: texts.settings.actions,
      cell: (row) =>
        row.state === "ACTIVE" && (
          <Button aria-label={words.revokeOf(row.name)} onClick={() => onRevoke(row)}>
            {words.revoke}
          </Button>
        ),
    },
  ];
}

/** Settings › API tokens: what programs come with. */
export function ApiTokens() {
  const { texts } = useLanguage();
  const words = texts.tokens;
  const { may } = useViewer();
  const [isCreating, setIsCreating] = useState(false);
  const [made, setMade] = useState<MadeToken>();
  const [leaving, setLeaving] = useState<Token>();
  const pages = usePages(ApiTokensDocument, {}, (answer) => answer.apiTokens);
  const columns = useColumns(setLeaving);
  const create = may("changeSettings") && !isForbidden(pages.error) && (
    <Button tone="primary" onClick={() => setIsCreating(true)}>
      <IconPlus size={18} aria-hidden="true" />
      {words.create}
    </Button>
  );
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} actions={create} />
      <ReadOnly />
      {pages.isPending && <Skeleton />}
      {pages.isError && <Failed error={pages.error} hasRows={pages.rows.length > 0} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && pages.rows.length === 0 && (
        <Empty title={words.emptyTitle} icon={<IconKey size={32} stroke={1.5} aria-hidden="true" />}>
          <p>{words.emptyBody}</p>
          <Example />
        </Empty>
      )}
      {pages.rows.length > 0 && (
        <>
          <DataTable caption={words.caption} columns={columns} rows={pages.rows} rowKey={(row) => row.id} dense />
          <MoreRows pages={pages} shown={pages.rows.length} label={texts.actions.more} />
        </>
      )}
      {isCreating && <CreateToken onClose={() => setIsCreating(false)} onMade={setMade} />}
      {made && <SecretDialog made={made} onClose={() => setMade(undefined)} />}
      {leaving && <RevokeApiToken token={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
