// Tabs of one browser share a login. A new tab asks, and a tab that waits in the same application hands over its place;
// a tab whose login ended tells the others. A BroadcastChannel reaches this origin's open tabs alone and writes nothing
// to disk. A browser without one (Safari before 15.4) asks for the password again: nothing is lost but comfort.
import type { Place } from "./place.ts";

type Message =
  | { kind: "ask"; clientId: string; asker: number }
  | { kind: "give"; asker: number; place: Place }
  | { kind: "moved"; token: string; place: Place | null };

export interface Tabs {
  /** The place of another tab of this application, or null after 200 ms of silence. */
  ask: () => Promise<Place | null>;
  /** Tells the tabs that hold `token` where its login has gone. */
  tellMoved: (token: string, place: Place | null) => void;
  close: () => void;
}

const silence = 200;

const alone: Tabs = { ask: () => Promise.resolve(null), tellMoved: () => undefined, close: () => undefined };

/** `here` gives this tab's place; `onMoved` hears that the login of `token` went on in another tab. */
export function joinTabs(
  clientId: string,
  here: () => Place | null,
  onMoved: (token: string, place: Place | null) => void,
): Tabs {
  if (typeof BroadcastChannel === "undefined") return alone;
  const channel = new BroadcastChannel("ostiary.login");
  const asker = Math.random();
  let answered: (place: Place) => void = () => undefined;

  channel.onmessage = (event: MessageEvent<Message>) => {
    const message = event.data;
    if (message.kind === "give" && message.asker === asker) answered(message.place);
    if (message.kind === "moved") onMoved(message.token, message.place);
    if (message.kind !== "ask" || message.clientId !== clientId) return;
    const place = here();
    if (place && place.at !== "signedIn") {
      channel.postMessage({ kind: "give", asker: message.asker, place } satisfies Message);
    }
  };

  return {
    ask: () =>
      new Promise((resolve) => {
        answered = resolve;
        setTimeout(() => {
          resolve(null);
        }, silence);
        channel.postMessage({ kind: "ask", clientId, asker } satisfies Message);
      }),
    tellMoved: (token, place) => {
      channel.postMessage({ kind: "moved", token, place } satisfies Message);
    },
    close: () => {
      channel.close();
    },
  };
}
