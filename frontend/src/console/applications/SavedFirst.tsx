import { useEffect, type ReactNode } from "react";
import { formatAgo } from "../../shared/time.ts";
import { Button } from "../parts/Button.tsx";
import { useFocusHome } from "../parts/useFocusHome.ts";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";

export interface Saved {
  savedAt: string | null;
  savedBy: { email: string } | null;
}

interface SavedFirstProps {
  /** What they saved last. */
  by: Saved;
  /** What holds now, in paragraphs. */
  children: ReactNode;
  busy: boolean;
  onReload: () => void;
  onOverwrite: () => void;
}

/** Somebody else saved first (rule C2): who and when, what holds now, and the two ways on. */
export function SavedFirst({ by, children, busy, onReload, onOverwrite }: SavedFirstProps) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const who = by.savedBy?.email ?? texts.mfa.somebody;
  const when = by.savedAt ? formatAgo(locale, by.savedAt, now) : "";
  const place = useFocusHome<HTMLDivElement>();
  // Who pressed Save at the window's foot sees its answer, however long the page is.
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, [place]);
  return (
    <div ref={place} className="notice notice-warn conflict" role="alert">
      <p>
        <strong>{texts.mfa.conflictTitle}</strong>
      </p>
      <p>{texts.mfa.conflictBody(who, when)}</p>
      {children}
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
