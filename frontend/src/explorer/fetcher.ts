import type { Fetcher, SyncExecutionResult } from "@graphiql/toolkit";

/** Sends what the editor holds with the console's session; headers of the Headers pane go along. */
export const fetcher: Fetcher = async ({ query, variables, operationName }, options): Promise<SyncExecutionResult> => {
  const reply = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      ...(options?.headers as Record<string, string> | undefined),
      "content-type": "application/json",
      "X-Ostiary-Client": "console",
    },
    body: JSON.stringify({ query, variables: variables as unknown, operationName }),
  });
  return (await reply.json()) as SyncExecutionResult;
};
