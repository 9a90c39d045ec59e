import { useState } from "react";
import { useViewer } from "../access.ts";
import { Badge } from "../parts/Badge.tsx";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column } from "../parts/DataTable.tsx";
import { Ago, Time } from "../parts/Time.tsx";
import { useLanguage } from "../texts/context.tsx";
import { SignOutEverywhere } from "./SignOutEverywhere.tsx";
import type { User } from "./UserPage.tsx";

type Session = User["sessions"][number];

function useSessionColumns(): Column<Session>[] {
  const { texts } = useLanguage();
  const way = (amr: readonly string[]) => {
    if (amr.includes("otp")) return texts.sessions.otp;
    return amr.includes("email") ? texts.sessions.email : texts.sessions.password;
  };
  return [
    {
      key: "application",
      header: texts.user.application,
      cell: (row) => (
        <>
          {row.application.name} {row.current && <Badge tone="soft">{texts.sessions.current}</Badge>}
        </>
      ),
    },
    { key: "way", header: texts.sessions.way, cell: (row) => way(row.amr) },
    { key: "signedIn", header: texts.sessions.signedIn, cell: (row) => <Time at={row.signedInAt} /> },
    { key: "lastSeen", header: texts.sessions.lastSeen, cell: (row) => <Ago at={row.lastSeenAt} /> },
  ];
}

/** Where the user is signed in, and the end of all of it. */
export function SessionsModule({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { may, id: viewerId } = useViewer();
  const [isAsking, setIsAsking] = useState(false);
  const columns = useSessionColumns();
  const isOwn = user.id === viewerId;
  return (
    <section className="panel" aria-labelledby="sessions">
      <div className="setting module-head">
        <h2 id="sessions">{texts.sessions.title}</h2>
        {(isOwn || may("endSessions")) && (
          <Button onClick={() => setIsAsking(true)}>{texts.sessions.signOutEverywhere}</Button>
        )}
      </div>
      {user.sessions.length === 0 ? (
        <p className="soft">{texts.sessions.none}</p>
      ) : (
        <DataTable caption={texts.sessions.title} columns={columns} rows={user.sessions} rowKey={(row) => row.id} dense />
      )}
      {isAsking && <SignOutEverywhere user={user} isOwn={isOwn} onClose={() => setIsAsking(false)} />}
    </section>
  );
}
