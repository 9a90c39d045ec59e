import { formatClock, formatTime } from "../../shared/time.ts";
import type { Locale } from "../../shared/locale.ts";

/** A lock without end lies in the year 9999 (rule A8). */
export function isEndless(lockedUntil: string): boolean {
  return new Date(lockedUntil).getUTCFullYear() >= 9999;
}

/** The end of a lock: the clock alone today, with its day otherwise. */
export function formatLockEnd(locale: Locale, lockedUntil: string, now: number): string {
  const isToday = new Date(lockedUntil).toDateString() === new Date(now).toDateString();
  return isToday ? formatClock(locale, lockedUntil) : formatTime(locale, lockedUntil);
}
