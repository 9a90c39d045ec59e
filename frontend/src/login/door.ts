// What every screen needs: the words, the language and the login itself. One page has one door, and it is drawn anew
// from the top whenever the door changes: what is drawn reads these as they are now.
import type { Locale } from "../shared/locale.ts";
import type { Visit } from "./visit.ts";
import type { Texts } from "./texts/en.ts";

export let texts: Texts;
export let locale: Locale;
export let visit: Visit;

/** Puts `now` before everything that is drawn below. */
export function openDoor(now: { texts: Texts; locale: Locale; visit: Visit }): void {
  ({ texts, locale, visit } = now);
}
