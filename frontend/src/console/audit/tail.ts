import { ApiError } from "../../shared/client.ts";
import { AuditEventsAddedDocument, type AuditEventFilter, type AuditEventsAddedSubscription } from "../gql/graphql.ts";
import { eventsOf, textOf } from "./sse.ts";

export type Added = AuditEventsAddedSubscription["auditEventsAdded"];
export type TailRow = Added["events"][number];
export type TailPhase = "off" | "connecting" | "live" | "reconnecting" | "full" | "refused";

/** Why rows wait: a pointer or the focus is on the log, or the button was pressed. Each holds by itself. */
export type Pause = "pointer" | "focus" | "button";

export const rowsMax = 500;

/** `shown` and `waiting` are newest first; together they never hold more than `rowsMax`. */
export interface TailState {
  phase: TailPhase;
  shown: readonly TailRow[];
  waiting: readonly TailRow[];
  cursor: string | undefined;
  problem: string;
  pauses: Readonly<Record<Pause, boolean>>;
}

const unpaused = { pointer: false, focus: false, button: false };

export const off: TailState = { phase: "off", shown: [], waiting: [], cursor: undefined, problem: "", pauses: unpaused };

export type TailAction =
  | { do: "start" }
  | { do: "stop" }
  | { do: "add"; added: Added }
  | { do: "pause"; by: Pause; isWanted: boolean }
  | { do: "release" }
  | { do: "lose" }
  | { do: "refuse"; problem: string };

export function isPaused({ pauses }: Pick<TailState, "pauses">): boolean {
  return pauses.pointer || pauses.focus || pauses.button;
}

function released(state: TailState): TailState {
  return state.waiting.length > 0 ? { ...state, shown: [...state.waiting, ...state.shown], waiting: [] } : state;
}

export function tail(state: TailState, action: TailAction): TailState {
  // Where pointer and focus are is nothing that a connection begins or ends.
  const anew = { ...off, pauses: { ...state.pauses, button: false } };
  switch (action.do) {
    case "start":
      return { ...anew, phase: "connecting" };
    case "stop":
      return anew;
    case "lose":
      return state.phase === "full" ? state : { ...state, phase: "reconnecting" };
    case "refuse":
      return { ...state, phase: "refused", problem: action.problem };
    case "pause": {
      if (state.pauses[action.by] === action.isWanted) return state;
      const next = { ...state, pauses: { ...state.pauses, [action.by]: action.isWanted } };
      return isPaused(next) ? next : released(next);
    }
    case "release":
      return released(state);
    case "add": {
      if (state.phase === "off" || state.phase === "full") return state;
      const room = rowsMax - state.shown.length - state.waiting.length;
      const fresh = action.added.events.slice(0, room).reverse();
      const phase = action.added.events.length >= room ? "full" : "live";
      const next = { ...state, phase, cursor: action.added.cursor, waiting: [...fresh, ...state.waiting] } as const;
      return isPaused(state) ? next : released(next);
    }
  }
}

/** How long to wait before the next connection: a second, then twice as long each time, half a minute at most. */
export function backoff(failures: number): number {
  return Math.min(30_000, 1_000 * 2 ** failures);
}

/** Follows until the stream ends. Rejects with what the server refused. */
export async function follow(
  filter: AuditEventFilter,
  after: string | undefined,
  signal: AbortSignal,
  onAdded: (added: Added) => void,
): Promise<void> {
  const reply = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { accept: "text/event-stream", "content-type": "application/json", "X-Ostiary-Client": "console" },
    body: JSON.stringify({ query: AuditEventsAddedDocument.toString(), variables: { filter, after: after ?? null } }),
    signal,
  });
  if (!reply.headers.get("content-type")?.startsWith("text/event-stream") || !reply.body) {
    throw refusalIn(await reply.text());
  }
  for await (const { name, data } of eventsOf(textOf(reply.body))) {
    if (name === "complete") return;
    const answer = JSON.parse(data) as { data?: AuditEventsAddedSubscription };
    if (!answer.data) throw refusalIn(data);
    onAdded(answer.data.auditEventsAdded);
  }
}

function refusalIn(text: string): ApiError {
  try {
    const answer = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
    const error = answer.errors[0];
    if (error) return new ApiError(error.extensions.code, error.message);
  } catch {
    // A proxy's page, not an answer of ours.
  }
  return new ApiError("NETWORK", "no answer");
}
