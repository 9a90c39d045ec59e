import { expect, test, vi } from "vitest";
import { ApiError, createClient, type TypedDocument } from "./client.ts";

const document: TypedDocument<{ viewer: null }, { a: number }> = { toString: () => "query { viewer { id } }" };

function answer(body: unknown) {
  const fetch = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
  fetch.mockResolvedValue(Response.json(body));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

test("posts one document with its variables and the client's name, and gives the data", async () => {
  const fetch = answer({ data: { viewer: null } });
  globalThis.document.documentElement.lang = "zh-CN";
  await expect(createClient("console")(document, { a: 1 })).resolves.toEqual({ viewer: null });
  const [path, init] = fetch.mock.calls[0] ?? [];
  expect(path).toBe("/graphql");
  expect(init?.headers).toEqual({
    "content-type": "application/json",
    "X-Ostiary-Client": "console",
    "accept-language": "zh-CN",
  });
  expect(init?.body).toBe('{"query":"query { viewer { id } }","variables":{"a":1}}');
});

test("rejects with the server's code and correlation id", async () => {
  answer({ data: null, errors: [{ message: "no", extensions: { code: "FORBIDDEN", correlationId: "c1" } }] });
  await expect(createClient("login")(document, { a: 1 })).rejects.toEqual(new ApiError("FORBIDDEN", "no", "c1"));
});

test("rejects with NETWORK if there is no readable answer", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>")));
  await expect(createClient("login")(document, { a: 1 })).rejects.toMatchObject({ code: "NETWORK" });
});
