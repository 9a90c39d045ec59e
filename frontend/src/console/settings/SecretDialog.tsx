import { useState } from "react";
import { Button } from "../parts/Button.tsx";
import { CopyButton } from "../parts/CopyButton.tsx";
import { DialogFrame } from "../parts/DialogFrame.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { MadeToken } from "./CreateToken.tsx";
import { Example } from "./Example.tsx";

/** The secret, this once. Closing takes a word that it is stored: Escape and a slip of the mouse do not lose it. */
export function SecretDialog({ made, onClose }: { made: MadeToken; onClose: () => void }) {
  const { texts } = useLanguage();
  const words = texts.tokens;
  const [isStored, setIsStored] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const close = () => (isStored ? onClose() : setIsRefused(true));
  return (
    <DialogFrame
      isAlert
      title={words.secretTitle}
      lead={words.secretLead(made.name)}
      className="dialog-wide"
      finalFocus={() => document.querySelector("h1")}
      onClose={close}
    >
      <div className="stack">
        <div className="secret">
          <span className="sr-only">{words.secret}</span>
          <code translate="no">{made.secret}</code>
          <CopyButton text={made.secret} />
        </div>
        <details>
          <summary>{words.example}</summary>
          <Example />
        </details>
        <label className="choice">
          <input
            type="checkbox"
            checked={isStored}
            aria-invalid={isRefused && !isStored ? true : undefined}
            aria-describedby={isRefused && !isStored ? "not-stored" : undefined}
            onChange={(event) => setIsStored(event.target.checked)}
          />
          {words.stored}
        </label>
        {isRefused && !isStored && (
          <p className="field-problem" id="not-stored" role="alert">
            {words.notStored}
          </p>
        )}
      </div>
      <div className="dialog-actions">
        <Button tone="primary" onClick={close}>
          {texts.actions.close}
        </Button>
      </div>
    </DialogFrame>
  );
}
