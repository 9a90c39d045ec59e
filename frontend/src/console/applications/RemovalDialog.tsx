import { useState } from "react";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { isNameOf, losingFactors } from "./changes.ts";

interface RemovalDialogProps {
  application: Application;
  /** The server's own number, of this second. */
  bindingCount: number;
  finalFocus: () => HTMLElement | null;
  onClose: () => void;
  onConfirm: () => Promise<string | undefined>;
}

/** The warning before bindings are lost for good (document 1.2, rule C3): the true number, and the name to type. */
export function RemovalDialog({ application, bindingCount, finalFocus, onClose, onConfirm }: RemovalDialogProps) {
  const { texts } = useLanguage();
  const [typed, setTyped] = useState("");
  const [isMistyped, setIsMistyped] = useState(false);
  // As it stood when the dialog opened: once saved, nothing is about to be lost any more.
  const [losing] = useState(() => losingFactors(application.factors, bindingCount));
  const kind = losing.length === 1 && losing[0] ? losing[0].kind : null;
  const names = losing.map((factor) => texts.factors[factor.kind]).join(texts.mfa.removalAnd);

  async function confirm(): Promise<string | undefined> {
    if (isNameOf(application.name, typed)) return onConfirm();
    setIsMistyped(true);
    return "";
  }

  return (
    <ConfirmDialog
      title={texts.mfa.removalTitle(names, application.name)}
      confirm={texts.mfa.removalConfirm(bindingCount)}
      onClose={onClose}
      onConfirm={confirm}
      finalFocus={finalFocus}
      field={
        <TextField
          label={texts.mfa.removalType}
          hint={texts.mfa.removalTypeHint(application.name)}
          problem={isMistyped ? texts.mfa.removalMistyped(application.name) : undefined}
          spellCheck={false}
          autoCapitalize="none"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setIsMistyped(false);
          }}
        />
      }
    >
      <p>
        {texts.mfa.removalBefore}
        <strong>{texts.mfa.removalCount(bindingCount, kind)}</strong>
        {texts.mfa.removalLead(bindingCount, kind)}
      </p>
    </ConfirmDialog>
  );
}
