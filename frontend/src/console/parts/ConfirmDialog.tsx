import type { ReactNode } from "react";
import { FormDialog } from "./FormDialog.tsx";

interface ConfirmDialogProps {
  title: string;
  confirm: string;
  /** What will happen, in sentences. */
  children: ReactNode;
  /** What has to be filled in before; Enter in it confirms. */
  field?: ReactNode;
  onClose: () => void;
  /** Nothing: done, the dialog closes. A sentence: refused, and why; empty, if the field says so. */
  onConfirm: () => Promise<string | undefined>;
  finalFocus?: () => HTMLElement | null;
}

/** Asks before something that cannot be undone. Focus starts on Cancel; Escape cancels. */
export function ConfirmDialog({ title, confirm, children, field, onClose, onConfirm, finalFocus }: ConfirmDialogProps) {
  return (
    <FormDialog isAlert title={title} lead={children} submit={confirm} onClose={onClose} onSubmit={onConfirm} finalFocus={finalFocus}>
      {field}
    </FormDialog>
  );
}
