import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { losingFactors } from "./changes.ts";

interface RemovalDialogProps {
  application: Application;
  /** The server's own number, of this second. */
  bindingCount: number;
  finalFocus: () => HTMLElement | null;
  onClose: () => void;
  onConfirm: () => Promise<string | undefined>;
}

/** The warning before bindings are lost for good (document 1.2, rule C3). */
export function RemovalDialog({ application, bindingCount, finalFocus, onClose, onConfirm }: RemovalDialogProps) {
  const { texts } = useLanguage();
  const losing = losingFactors(application.factors);
  const isSingle = losing.length === 1;
  const kind = losing[0]?.kind ?? "OTP";
  const names = losing.map((factor) => texts.factors[factor.kind]).join(" + ") || texts.factors.OTP;
  return (
    <ConfirmDialog
      title={texts.mfa.removalTitle(names, application.name)}
      confirm={texts.mfa.removalConfirm(bindingCount)}
      onClose={onClose}
      onConfirm={onConfirm}
      finalFocus={finalFocus}
    >
      <p>
        <strong>{texts.mfa.removalCount(bindingCount, isSingle, kind)}</strong>
        {texts.mfa.removalLead(bindingCount, isSingle, kind)}
      </p>
      <p>{texts.mfa.removalForever}</p>
    </ConfirmDialog>
  );
}
