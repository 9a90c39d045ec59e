import { formatAgo, formatTime, formatUtc } from "../../shared/time.ts";
import { useLanguage } from "../texts/context.tsx";
import { useNow } from "./useNow.ts";

/** A moment by the reader's clock; the exact UTC on hover and for machines. */
export function Time({ at }: { at: string }) {
  const { locale } = useLanguage();
  return (
    <time dateTime={at} title={formatUtc(at)}>
      {formatTime(locale, at)}
    </time>
  );
}

/** "3 hours ago"; the exact UTC on hover. Absent moments read as "Never". */
export function Ago({ at }: { at: string | null }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  if (!at) return <span className="soft">{texts.states.never}</span>;
  return (
    <time dateTime={at} title={formatUtc(at)}>
      {formatAgo(locale, at, now)}
    </time>
  );
}
