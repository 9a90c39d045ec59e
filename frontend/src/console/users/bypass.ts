import type { Locale } from "../../shared/locale.ts";
import { formatClock, formatTime } from "../../shared/time.ts";

const hour = 3_600_000;

/** Spans that a bypass is offered for, in hours. */
export const spans = [1, 8, 24, 168] as const;

/** The latest end that the API takes, in days. */
export const longestDays = 366;

export function endAfter(hours: number, now: number): string {
  return new Date(now + hours * hour).toISOString();
}

/** The bypass that still holds at `now`; after its end there is none, before the server was asked again. */
export function holding<B extends { until: string | null }>(bypass: B | null, now: number): B | null {
  return bypass && (bypass.until === null || Date.parse(bypass.until) > now) ? bypass : null;
}

/** "18:00 today" where the day is this one, else the day as well. */
export function formatEnd(locale: Locale, until: string, now: number): string {
  if (new Date(until).toDateString() !== new Date(now).toDateString()) return formatTime(locale, until);
  return locale === "zh" ? `今天 ${formatClock(locale, until)}` : `${formatClock(locale, until)} today`;
}
