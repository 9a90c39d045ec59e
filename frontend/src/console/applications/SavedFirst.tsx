import type { ReactNode } from "react";
import { Button } from "../parts/Button.tsx";
import { useFocusHome } from "../parts/useFocusHome.ts";
import { useLanguage } from "../texts/context.tsx";

interface SavedFirstProps {
  /** Who, when, and what holds now, in paragraphs. */
  children: ReactNode;
  busy: boolean;
  onReload: () => void;
  onOverwrite: () => void;
}

/** Somebody else saved first (rule C2), and the two ways on. */
export function SavedFirst({ children, busy, onReload, onOverwrite }: SavedFirstProps) {
  const { texts } = useLanguage();
  const place = useFocusHome<HTMLDivElement>();
  return (
    <div ref={place} className="notice notice-warn conflict" role="alert">
      <p>
        <strong>{texts.mfa.conflictTitle}</strong>
      </p>
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
