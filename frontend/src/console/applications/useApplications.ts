import { useState } from "react";
import { ApplicationsDocument } from "../gql/graphql.ts";
import { useKept } from "../parts/useKept.ts";
import { useSettled } from "../parts/useSettled.ts";
import { useAnswer } from "../requests.ts";

/** As many as one answer has. */
export const most = 100;

/**
 * The applications to choose from: all of them, or, where there are more than one answer has, the newest and whatever
 * a search finds. `isWanted` false: nothing is asked.
 */
export function useApplications(isWanted = true) {
  const [search, setSearch] = useState("");
  const settled = useSettled(search.trim());
  const newest = useAnswer(ApplicationsDocument, { first: most }, { enabled: isWanted });
  const isLong = newest.data?.applications.pageInfo.hasNextPage ?? false;
  const isNarrowed = isLong && settled !== "";
  const found = useAnswer(ApplicationsDocument, { first: most, search: settled }, { enabled: isNarrowed });
  const answer = isNarrowed ? found : newest;
  const applications = useKept(
    answer.data?.applications.edges.map((edge) => edge.node) ?? [],
    answer.data !== undefined,
  );
  return {
    applications,
    isLong,
    isNarrowed,
    /** There are more than are listed. */
    hasMore: answer.data?.applications.pageInfo.hasNextPage ?? false,
    search,
    setSearch,
    isPending: newest.isPending,
    error: answer.error,
  };
}
