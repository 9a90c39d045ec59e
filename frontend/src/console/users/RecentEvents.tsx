import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "wouter";
import { useEventColumns } from "../audit/columns.tsx";
import { writeFilter } from "../audit/filter.ts";
import { DataTable } from "../parts/DataTable.tsx";
import { Failure, Skeleton } from "../parts/states.tsx";
import { routes } from "../paths.ts";
import { useLanguage } from "../texts/context.tsx";
import { useUserEvents } from "./userEvents.ts";
import type { User } from "./UserPage.tsx";

/** The last ten authentication events, and the way to all of them. */
export function RecentEvents({ user }: { user: User }) {
  const { texts } = useLanguage();
  const { data, error, refetch } = useUserEvents(user.id);
  const columns = useEventColumns();
  const rows = data?.recent.edges.map((edge) => edge.node) ?? [];
  return (
    <section className="panel" aria-labelledby="recent-events">
      <h2 id="recent-events">{texts.user.events}</h2>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && rows.length === 0 && <p className="soft">{texts.user.noEvents}</p>}
      {rows.length > 0 && (
        <DataTable caption={texts.user.events} columns={columns} rows={rows} rowKey={(row) => row.id} dense />
      )}
      <p>
        <Link href={`${routes.behavior}?${writeFilter({ email: user.email })}`} className="forward">
          {texts.user.allEvents}
          <IconArrowRight size={18} aria-hidden="true" />
        </Link>
      </p>
    </section>
  );
}
