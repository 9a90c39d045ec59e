// What every screen needs: the words, the language and the login itself. One page has one door, and it is drawn anew
// from the top whenever the door changes, so a context, which costs a third of a kilobyte, would carry nothing more.
import type { Locale } from "../shared/locale.ts";
import type { Visit } from "./visit.ts";
import type { Texts } from "./texts/en.ts";

export interface Door {
  texts: Texts;
  locale: Locale;
  visit: Visit;
}

let door: Door | undefined;

/** Puts `now` before everything that is drawn below. */
export function openDoor(now: Door): void {
  door = now;
}

export function useDoor(): Door {
  if (!door) throw new Error("no door is open");
  return door;
}
