import { IconAlertTriangle, IconCheck, IconLock } from "@tabler/icons-react";
import { Link } from "wouter";
import type { UsersQuery } from "../gql/graphql.ts";
import { Badge } from "../parts/Badge.tsx";
import type { Column } from "../parts/DataTable.tsx";
import { Email } from "../parts/Email.tsx";
import { Ago } from "../parts/Time.tsx";
import { useNow } from "../parts/useNow.ts";
import { paths } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";
import { formatLockEnd, isEndless } from "./lock.ts";

export type UserRow = UsersQuery["users"]["edges"][number]["node"];

/** Active, or locked until when. */
export function Standing({ lockedUntil }: { lockedUntil: string | null }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  if (!lockedUntil) return <Badge tone="soft">{texts.users.active}</Badge>;
  return (
    <Badge tone="danger" icon={<IconLock size={14} aria-hidden="true" />}>
      {isEndless(lockedUntil) ? texts.users.lockedForGood : texts.users.locked(formatLockEnd(locale, lockedUntil, now))}
    </Badge>
  );
}

/** Email, OTP, MFA, Last sign-in, Status. */
export function useUserColumns(): Column<UserRow>[] {
  const { texts } = useLanguage();
  return [
    {
      key: "email",
      header: texts.users.email,
      cell: (row) => (
        <>
          <Link href={paths.user(row.id)}>
            <Email address={row.email} />
          </Link>
          {row.role && <span className="beneath">{texts.roles[row.role]}</span>}
        </>
      ),
    },
    {
      key: "otp",
      header: texts.users.otp,
      cell: (row) =>
        row.bindings.some((binding) => binding.kind === "OTP") ? (
          <Badge tone="good" icon={<IconCheck size={14} aria-hidden="true" />}>
            {texts.users.bound}
          </Badge>
        ) : (
          <span className="soft">{texts.users.notBound}</span>
        ),
    },
    {
      key: "mfa",
      header: texts.users.mfa,
      cell: (row) =>
        row.mfaBypassed ? (
          <Badge tone="warn" icon={<IconAlertTriangle size={14} aria-hidden="true" />}>
            {texts.users.bypassed}
          </Badge>
        ) : (
          texts.users.required
        ),
    },
    { key: "lastLogin", header: texts.users.lastLogin, cell: (row) => <Ago at={row.lastLoginAt} /> },
    { key: "state", header: texts.users.state, cell: (row) => <Standing lockedUntil={row.lockedUntil} /> },
  ];
}
