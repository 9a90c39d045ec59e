import type { RefObject } from "react";
import { Button } from "../parts/Button.tsx";
import { useFocusHome } from "../parts/useFocusHome.ts";
import { useLanguage } from "../texts/context.tsx";

interface SaveBarProps {
  changes: string;
  /** Sentences about what saving does not do. */
  notes: string[];
  /** What becomes of the changes meanwhile. */
  fate: string;
  isSaving: boolean;
  isDiscarding?: boolean;
  saveButton?: RefObject<HTMLButtonElement | null>;
  /** What has the focus once nothing is left to save; else the page's heading. */
  home?: RefObject<HTMLElement | null>;
  onSave: () => void;
  onDiscard: () => void;
}

/** Stays at the foot of the window while something is staged, and names it. */
export function SaveBar(props: SaveBarProps) {
  const { changes, notes, fate, isSaving, isDiscarding = false, saveButton, home, onSave, onDiscard } = props;
  const { texts } = useLanguage();
  const bar = useFocusHome<HTMLElement>(home);
  return (
    <section ref={bar} className="save-bar" aria-label={texts.mfa.unsaved(changes)}>
      <div className="save-bar-text" role="status">
        <p>
          <strong>{texts.mfa.unsaved(changes)}</strong>
        </p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <p className="soft">{fate}</p>
      </div>
      <div className="save-bar-actions">
        <Button onClick={onDiscard} busy={isDiscarding || isSaving}>
          {texts.mfa.discard}
        </Button>
        <Button
          {...(saveButton ? { ref: saveButton } : {})}
          tone="primary"
          onClick={onSave}
          busy={isSaving}
          aria-keyshortcuts="Control+S Meta+S"
        >
          {isSaving ? texts.actions.saving : texts.actions.save}
        </Button>
      </div>
    </section>
  );
}
