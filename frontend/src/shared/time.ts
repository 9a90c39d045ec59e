import { localeTags, type Locale } from "./locale.ts";

/** Whose way of writing dates and clocks: "12 Nov 2026, 15:42", whatever country the browser's English is of. */
const dateTags: Record<Locale, string> = { en: "en-GB", zh: "zh-CN" };

function format(locale: Locale, iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(dateTags[locale], options).format(new Date(iso));
}

/** "12 Nov 2026, 15:42:07" by the reader's own clock and zone. */
export function formatTime(locale: Locale, iso: string): string {
  return format(locale, iso, { dateStyle: "medium", timeStyle: "medium" });
}

/** The day alone. */
export function formatDay(locale: Locale, iso: string): string {
  return format(locale, iso, { dateStyle: "medium" });
}

/** "15:42" by the reader's own clock and zone. */
export function formatClock(locale: Locale, iso: string): string {
  return format(locale, iso, { timeStyle: "short" });
}

/** "2026-11-12 15:42:07.123 UTC": what the log holds, for a tooltip. */
export function formatUtc(iso: string): string {
  return new Date(iso).toISOString().replace("T", " ").replace("Z", " UTC");
}

/** Seconds as "59:58", "0:42". */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

const justNow: Record<Locale, string> = { en: "just now", zh: "刚刚" };

/** "3 hours ago", in the largest unit that fits; "just now" below a minute. */
export function formatAgo(locale: Locale, iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const words = new Intl.RelativeTimeFormat(localeTags[locale], { numeric: "auto" });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return justNow[locale];
}
