import { formatAgo } from "../../shared/time.ts";
import { Button } from "../parts/Button.tsx";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Conflict } from "./useFactorChanges.ts";

interface ConflictNoticeProps {
  factor: Conflict;
  busy: boolean;
  onReload: () => void;
  onOverwrite: () => void;
}

/** Somebody else saved first (rule C2): who and when, and the two ways on. */
export function ConflictNotice({ factor, busy, onReload, onOverwrite }: ConflictNoticeProps) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const by = factor.savedBy?.email ?? texts.mfa.somebody;
  const when = factor.savedAt ? formatAgo(locale, factor.savedAt, now) : "";
  return (
    <div className="notice notice-warn" role="alert">
      <p>
        <strong>{texts.mfa.conflictTitle}</strong>
      </p>
      <p>{texts.mfa.conflictBody(texts.factors[factor.kind], by, when)}</p>
      <div className="notice-actions">
        <Button onClick={onReload} busy={busy}>
          {texts.mfa.conflictReload}
        </Button>
        <Button onClick={onOverwrite} busy={busy}>
          {texts.mfa.conflictOverwrite}
        </Button>
      </div>
    </div>
  );
}
