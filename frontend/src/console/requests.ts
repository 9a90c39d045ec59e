import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { ApiError, createClient, type TypedDocument } from "../shared/client.ts";
import { useHush } from "./parts/Announcer.tsx";
import { endSession } from "./session.ts";
import { proven } from "./stepUp.ts";

const send = createClient("console");

/** Sends; steps up where that is asked for, and tells the shell if the session is over: no screen handles either. */
async function request<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
) {
  try {
    return await proven(() => send(document, variables, signal));
  } catch (error) {
    if (error instanceof ApiError && error.code === "UNAUTHENTICATED") endSession();
    throw error;
  }
}

/**
 * Only a missing answer is worth asking again for; a refusal stays one. Without a network a request fails at once,
 * with a way to retry: nothing waits in silence, and no change is sent long after it was asked for.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && error.code === "NETWORK",
        retryDelay: 600,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

export function useAnswer<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  options: { enabled?: boolean } = {},
) {
  return useQuery({
    queryKey: [document.toString(), variables],
    queryFn: ({ signal }) => request(document, variables, signal),
    enabled: options.enabled ?? true,
  });
}

export interface Connection<Node> {
  totalCount: number;
  totalIsExact: boolean;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: Node }[];
}

export const pageSize = 50;

interface PageVariables {
  first: number;
  after?: string | null;
}

/** A keyset list that grows page by page. `pick` finds the connection in the answer. */
export function usePages<Result, Variables extends PageVariables, Node>(
  document: TypedDocument<Result, Variables>,
  variables: Omit<Variables, "first" | "after">,
  pick: (result: Result) => Connection<Node>,
  /** Still: asked again by the page alone, not by the window's return. */
  { isStill = false }: { isStill?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [document.toString(), "pages", variables],
    queryFn: async ({ pageParam }) =>
      pick(await request(document, { ...variables, first: pageSize, after: pageParam } as unknown as Variables)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: !isStill,
    refetchOnReconnect: !isStill,
  });
  const pages = query.data?.pages ?? [];
  return {
    ...query,
    rows: pages.flatMap((page) => page.edges.map((edge) => edge.node)),
    total: pages[0]?.totalCount ?? 0,
    isTotalExact: pages[0]?.totalIsExact ?? true,
  };
}

const wholeMax = 1_000;

/** A list that is short by nature, whole: as many requests as it takes, up to a thousand rows. */
export function useWhole<Result, Variables extends PageVariables, Node>(
  document: TypedDocument<Result, Variables>,
  pick: (result: Result) => Connection<Node>,
  { enabled }: { enabled: boolean },
): Node[] {
  const query = useQuery({
    queryKey: [document.toString(), "whole"],
    queryFn: async ({ signal }) => {
      const nodes: Node[] = [];
      let after: string | null = null;
      do {
        const page: Connection<Node> = pick(await request(document, { first: 100, after } as unknown as Variables, signal));
        nodes.push(...page.edges.map(({ node }) => node));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after && nodes.length < wholeMax);
      return nodes;
    },
    enabled,
  });
  return query.data ?? [];
}

/** A question whose answer a handler waits for; asked anew each time. */
export function useLookup<Result, Variables>(document: TypedDocument<Result, Variables>) {
  const client = useQueryClient();
  return (variables: Variables) =>
    client.query({ queryKey: [document.toString(), variables], queryFn: () => request(document, variables), staleTime: 0 });
}

/** Asks past the cache, for a step whose answer is nobody else's; what is shown stays. */
export function useAsk<Result, Variables>(document: TypedDocument<Result, Variables>) {
  return (variables: Variables) => request(document, variables);
}

/**
 * One change. Whatever it answers, everything that is shown is asked for again; with `leaves`, only what the next page
 * shows, since this one may show what is gone. What the last one announced is over as soon as this one begins.
 */
export function useChange<Result, Variables>(document: TypedDocument<Result, Variables>, { leaves = false } = {}) {
  const client = useQueryClient();
  const hush = useHush();
  return useMutation({
    mutationFn: (variables: Variables) => request(document, variables),
    onMutate: hush,
    onSettled: () => client.invalidateQueries(leaves ? { refetchType: "none" } : {}),
  });
}
