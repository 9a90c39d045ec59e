import { formatAgo } from "../../shared/time.ts";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import { SavedFirst } from "./SavedFirst.tsx";
import type { Conflict } from "./useFactorChanges.ts";

interface ConflictNoticeProps {
  factor: Conflict;
  busy: boolean;
  onReload: () => void;
  onOverwrite: () => void;
}

/** Somebody else saved a factor first (rule C2): who and when, and what holds now. */
export function ConflictNotice({ factor, busy, onReload, onOverwrite }: ConflictNoticeProps) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const by = factor.savedBy?.email ?? texts.mfa.somebody;
  const when = factor.savedAt ? formatAgo(locale, factor.savedAt, now) : "";
  return (
    <SavedFirst busy={busy} onReload={onReload} onOverwrite={onOverwrite}>
      <p>{texts.mfa.conflictBody(by, when)}</p>
      <p>{texts.mfa.conflictState(texts.factors[factor.kind], factor.enabled)}</p>
    </SavedFirst>
  );
}
