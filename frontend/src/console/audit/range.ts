import { readFilter, type Filter } from "./filter.ts";
import type { Texts } from "../texts/en.ts";

export const spans = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 } as const;
export type Span = keyof typeof spans;

/** What an address asks for: a filter, and a span that moves with the clock instead of two instants. */
export interface View {
  filter: Filter;
  span: Span | undefined;
}

/** The instant that "last hour" is counted from. */
export function present(): number {
  return Date.now();
}

export function isSpan(value: string | null): value is Span {
  return value !== null && Object.hasOwn(spans, value);
}

export function readView(search: string, texts: Pick<Texts, "events" | "results" | "reasons">): View {
  const filter = readFilter(search, texts);
  const span = new URLSearchParams(search).get("last");
  if (!isSpan(span)) return { filter, span: undefined };
  const { since, until, ...rest } = filter;
  return { filter: since || until ? filter : rest, span: since || until ? undefined : span };
}

/** The filter with the span's beginning by the clock `now`. */
export function resolved({ filter, span }: View, now: number): Filter {
  return span ? { ...filter, since: new Date(now - spans[span]).toISOString() } : filter;
}

/** What the chart shows: the filter's range; open ends are now, and a week before the end. */
export function chartRange(filter: Filter, now: number): { since: string; until: string } {
  const until = filter.until ? Date.parse(filter.until) : now;
  const since = filter.since ? Date.parse(filter.since) : until - spans.week;
  return { since: new Date(since).toISOString(), until: new Date(Math.max(until, since + 1)).toISOString() };
}
