import { AuditEventsDocument, type AuditEventFilter } from "../gql/graphql.ts";
import { useKept } from "../parts/useKept.ts";
import { usePages } from "../requests.ts";

/**
 * The list of events. While the live view shows what comes, the list stands still: asked again by itself, it would
 * show newer events below older ones, and push rows from under the pointer.
 */
export function useLog(filter: AuditEventFilter, isStill: boolean) {
  const pages = usePages(AuditEventsDocument, { filter }, (answer) => answer.auditEvents, { isStill });
  const rows = useKept(pages.rows, pages.isSuccess);
  return {
    pages,
    rows,
    isListed: (id: string) => rows.some((row) => row.id === id),
    renew: async () => {
      // What is on its way may have been read before what it is asked for was written.
      const isOnItsWay = pages.isPending || pages.isPlaceholderData;
      await pages.refetch();
      if (isOnItsWay) await pages.refetch();
    },
  };
}
