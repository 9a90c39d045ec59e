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

/** Somebody else saved first (rule C2): who and when, what holds now, and the two ways on. */
export function ConflictNotice({ factor, busy, onReload, onOverwrite }: ConflictNoticeProps) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const by = factor.savedBy?.email ?? texts.mfa.somebody;
  const when = factor.savedAt ? formatAgo(locale, factor.savedAt, now) : "";
  return (
    <div className="notice notice-warn conflict" role="alert">
      <p>
        <strong>{texts.mfa.conflictTitle}</strong>
      </p>
      <p>{texts.mfa.conflictBody(by, when)}</p>
      <p>{texts.mfa.conflictState(texts.factors[factor.kind], factor.enabled)}</p>
      <p id="conflict-ways">{texts.mfa.conflictReloadHint}</p>
      <div className="notice-actions">
        <Button onClick={onReload} busy={busy} aria-describedby="conflict-ways">
          {texts.mfa.conflictReload}
        </Button>
        <Button onClick={onOverwrite} busy={busy} aria-describedby="conflict-ways">
          {texts.mfa.conflictOverwrite}
        </Button>
      </div>
    </div>
  );
}
