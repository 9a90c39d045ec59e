// Clock times as people say them: no seconds, the day only where it matters.
import { type Locale, localeTags } from "../shared/locale.ts";

/** "15:42", as on a wall. */
export const wallClock = (locale: Locale, iso: string): string =>
  new Intl.DateTimeFormat(localeTags[locale], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(iso));

/** "13 Nov 2026, 15:42". */
export const dayAndTime = (locale: Locale, iso: string): string =>
  new Intl.DateTimeFormat(localeTags[locale], { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
