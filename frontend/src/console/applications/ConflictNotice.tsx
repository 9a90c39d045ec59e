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
  const { texts } = useLanguage();
  return (
    <SavedFirst by={factor} busy={busy} onReload={onReload} onOverwrite={onOverwrite}>
      <p>{texts.mfa.conflictState(texts.factors[factor.kind], factor.enabled)}</p>
    </SavedFirst>
  );
}
