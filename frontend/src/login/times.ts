// Clock times as people say them: no seconds, the day only where it matters.
import type { Locale } from "../shared/locale.ts";

const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** "15:42", as on a wall. */
export const wallClock = (locale: Locale, iso: string): string =>
  new Intl.DateTimeFormat(locale, time).format(new Date(iso));

/** "13 Nov 2026, 15:42", day first whatever country the English is of. */
export const dayAndTime = (locale: Locale, iso: string): string => {
  // Named one by one: `dateStyle` is ignored by Safari 14.0 and Firefox 78.
  const day = { year: "numeric", month: "short", day: "numeric" } as const;
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...day, ...time }).format(new Date(iso));
};
