import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { AnnouncerProvider } from "../parts/Announcer.tsx";
import { createQueryClient } from "../requests.ts";
import { LanguageProvider } from "../texts/context.tsx";
import { AuditPage } from "./AuditPage.tsx";
import { rowsMax, type TailRow } from "./tail.ts";

afterEach(cleanup);

function made(id: string): TailRow {
  const done = { type: "LOGIN", label: "Login", occurredAt: "2026-11-24T10:00:00+00:00", result: "SUCCESS" } as const;
  const absent = { actorName: null, user: null, actor: null, application: null, country: null, userAgent: null, failureReason: null };
  return { ...done, ...absent, id, userEmail: `${id}@example.com`, ip: "192.0.2.1", details: [] };
}

interface Server {
  /** The log, newest first. */
  log: TailRow[];
  lists: number;
  /** What the next answers wait for. */
  hold: Promise<void>;
  streams: { isOpen: boolean; send: (...ids: string[]) => Promise<void> }[];
}

/** The log of a server, and whoever follows it. */
function serve(...ids: string[]): Server {
  const server: Server = { log: ids.map(made), lists: 0, hold: Promise.resolve(), streams: [] };
  vi.stubGlobal("fetch", async (_: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    if (body.includes("subscription")) return stream(server, signal);
    const page = { totalIsExact: true, pageInfo: { hasNextPage: false, endCursor: null } };
    const isLog = body.includes("query AuditEvents");
    if (isLog) server.lists += 1;
    await server.hold;
    const edges = isLog ? server.log.map((node) => ({ node })) : [];
    const data = {
      auditEvents: { ...page, totalCount: server.log.length, edges },
      applications: { ...page, totalCount: 0, edges: [] },
      auditHistogram: [],
    };
    return Response.json({ data });
  });
  return server;
}

function stream(server: Server, signal: AbortSignal): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const write = (events: TailRow[]) => {
        const answer = { data: { auditEventsAdded: { cursor: "c", events } } };
        controller.enqueue(new TextEncoder().encode(`event: next\ndata: ${JSON.stringify(answer)}\n\n`));
      };
      const reader = {
        isOpen: true,
        send: (...ids: string[]) =>
          act(async () => {
            write(ids.map(made));
            await new Promise((done) => setTimeout(done, 20));
          }),
      };
      server.streams.push(reader);
      signal.addEventListener("abort", () => {
        reader.isOpen = false;
        controller.error(new DOMException("over", "AbortError"));
      });
      write([]);
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

function show() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider initial="en">
        <AnnouncerProvider>
          <AuditPage category="USER_BEHAVIOR" />
        </AnnouncerProvider>
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

const live = () => userEvent.click(screen.getByRole("switch", { name: "Live" }));
const inTable = (name: string) => {
  const table = screen.queryByRole("table", { name });
  return table ? within(table).queryAllByText(/@example/).map((each) => each.textContent.replace("@example.com", "")) : [];
};
const older = () => inTable("Events, newest first");
const fresh = () => inTable("New events, newest first");
const newest = (server: Server, ...ids: string[]) => server.log.unshift(...ids.map(made));

/** A log of one event that is followed. */
async function followed(): Promise<Server> {
  const server = serve("a");
  show();
  await waitFor(() => expect(older()).toEqual(["a"]));
  await live();
  await waitFor(() => expect(server.lists).toBe(2));
  return server;
}

/** Lets no answer out until what it returns is called. */
function held(server: Server): () => void {
  let letGo: () => void = () => undefined;
  server.hold = new Promise((done) => (letGo = done));
  return () => letGo();
}

test("what was written before the live view began is in the list, and nothing is in both", async () => {
  const server = serve("a");
  show();
  await waitFor(() => expect(older()).toEqual(["a"]));
  newest(server, "between");
  await live();
  await waitFor(() => expect(older()).toEqual(["between", "a"]));
  newest(server, "later");
  await server.streams[0]?.send("between", "later");
  expect([fresh(), older()]).toEqual([["later"], ["between", "a"]]);
  const asked = server.lists;
  act(() => {
    window.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
  });
  await server.streams[0]?.send();
  expect([fresh(), older(), server.lists]).toEqual([["later"], ["between", "a"], asked]);
  await live();
  await waitFor(() => expect([fresh(), older()]).toEqual([[], ["later", "between", "a"]]));
});

test("what comes while the list is on its way stands once", async () => {
  const server = serve("a");
  show();
  await waitFor(() => expect(older()).toEqual(["a"]));
  const letGo = held(server);
  await live();
  await waitFor(() => expect(server.lists).toBe(2));
  newest(server, "between");
  newest(server, "quick");
  await server.streams[0]?.send("quick");
  expect(fresh()).toEqual(["quick"]);
  letGo();
  await waitFor(() => expect(older()).toEqual(["between", "a"]));
  expect(fresh()).toEqual(["quick"]);
});

test("what the live view showed stays until the list has it, and while it is switched on again", async () => {
  const server = await followed();
  newest(server, "new");
  await server.streams[0]?.send("new");
  const letGo = held(server);
  await live();
  await waitFor(() => expect(server.lists).toBe(3));
  expect([fresh(), older(), document.querySelector("[data-phase]")?.getAttribute("data-phase")]).toEqual([["new"], ["a"], "off"]);
  await live();
  letGo();
  await act(() => new Promise((done) => setTimeout(done, 50)));
  expect([fresh(), document.querySelector("[data-phase]")?.getAttribute("data-phase")]).toEqual([["new"], "live"]);
  expect(server.streams.map(({ isOpen }) => isOpen)).toEqual([true]);
  await live();
  await waitFor(() => expect([fresh(), older()]).toEqual([[], ["new", "a"]]));
  expect(server.streams.map(({ isOpen }) => isOpen)).toEqual([false]);
});

test("rows wait while the pointer is on the older ones, and while either pointer or focus is there", async () => {
  const server = await followed();
  const table = screen.getByRole("table", { name: "Events, newest first" });
  await userEvent.hover(table);
  expect(screen.getByText("Paused while you look")).toBeDefined();
  act(() => within(table).getByRole("button").focus());
  await server.streams[0]?.send("new");
  await userEvent.unhover(table);
  expect(fresh()).toEqual([]);
  expect(screen.getByRole("button", { name: "1 new: show" })).toBeDefined();
  act(() => screen.getByRole("switch", { name: "Live" }).focus());
  await waitFor(() => expect(fresh()).toEqual(["new"]));
});

test("at its bound it leaves the stream, says once that it stopped, and goes on where it is asked to", async () => {
  const server = serve("a");
  show();
  await live();
  await waitFor(() => expect(server.lists).toBe(2));
  const most = Array.from({ length: rowsMax }, (_, index) => `row${index}`);
  await server.streams[0]?.send(...most);
  await waitFor(() => expect(server.streams[0]?.isOpen).toBe(false));
  const said = () => [...document.querySelectorAll(".announcer")].map((each) => each.textContent);
  expect(said()).toEqual(["Stopped at 500 rows."]);
  await new Promise((done) => setTimeout(done, 50));
  expect(said()).toEqual(["Stopped at 500 rows."]);
  newest(server, "meanwhile");
  await userEvent.click(screen.getByRole("button", { name: "Resume" }));
  await waitFor(() => expect(older()).toEqual(["meanwhile", "a"]));
  expect([server.streams.length, server.streams[1]?.isOpen, fresh()]).toEqual([2, true, []]);
}, 60_000);
