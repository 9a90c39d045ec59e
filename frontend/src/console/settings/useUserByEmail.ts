import { FindUserDocument, type FindUserQuery } from "../gql/graphql.ts";
import { useLookup } from "../requests.ts";

type Found = FindUserQuery["users"]["edges"][number]["node"];

/** Whose address this is, whole and in any letter case. The search finds parts, so that its pages are looked through. */
export function useUserByEmail(): (email: string) => Promise<Found | undefined> {
  const lookUp = useLookup(FindUserDocument);
  return async (email) => {
    let after: string | null = null;
    do {
      const { users }: FindUserQuery = await lookUp({ search: email, after });
      const found = users.edges.find(({ node }) => node.email.toLowerCase() === email.toLowerCase());
      if (found) return found.node;
      after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : null;
    } while (after);
    return undefined;
  };
}
