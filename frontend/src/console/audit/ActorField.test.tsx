import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { ActorField, useActors } from "./ActorField.tsx";

afterEach(cleanup);

interface Asked {
  variables: { first: number; after: string | null };
}

/** A connection of `count` nodes, cut as it was asked for. */
function page(count: number, { first, after }: Asked["variables"], node: (number: number) => object) {
  const begin = after ? Number(after) : 0;
  const end = Math.min(begin + first, count);
  const edges = Array.from({ length: end - begin }, (_, index) => ({ node: node(begin + index) }));
  return { totalCount: count, totalIsExact: true, pageInfo: { hasNextPage: end < count, endCursor: String(end) }, edges };
}

function Shown() {
  return <ActorField filter={{}} actors={useActors(true)} />;
}

test("everybody is offered who has a role, and every token, however many pages they fill", async () => {
  vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
    const { variables } = JSON.parse(body) as Asked;
    const users = page(230, variables, (number) => ({ id: `U${number}`, email: `admin${number}@example.com`, role: "ADMIN" }));
    const apiTokens = page(101, variables, (number) => ({ id: `T${number}`, name: `token ${number}` }));
    return Promise.resolve(Response.json({ data: { users, apiTokens } }));
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <Shown />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1 + 230 + 101));
  expect(screen.getByRole("option", { name: "admin229@example.com" })).toBeDefined();
  expect(screen.getByRole("option", { name: "token 100" })).toBeDefined();
});
