import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef, type ReactNode } from "react";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";
import { useSubmission } from "./useSubmission.ts";

interface ConfirmDialogProps {
  title: string;
  confirm: string;
  children: ReactNode;
  /** What has to be filled in before; Enter in it confirms. */
  field?: ReactNode;
  onClose: () => void;
  /** Nothing: done, the dialog closes. A sentence: refused, and why. */
  onConfirm: () => Promise<string | undefined>;
  /** Where focus goes when what opened the dialog may be gone afterwards. */
  finalFocus?: () => HTMLElement | null;
}

/** Asks before something that cannot be undone. Focus starts on Cancel; Escape cancels. */
export function ConfirmDialog({ title, confirm, children, field, onClose, onConfirm, finalFocus }: ConfirmDialogProps) {
  const { texts } = useLanguage();
  const cancel = useRef<HTMLButtonElement>(null);
  const { busy, problem, submit } = useSubmission(onClose);
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && !busy && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog" initialFocus={cancel} finalFocus={finalFocus ?? true}>
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text" render={<div />}>
            {children}
          </AlertDialog.Description>
          <form
            noValidate
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void submit(onConfirm);
            }}
          >
            {field}
            {problem && (
              <p className="notice notice-danger" role="alert">
                {problem}
              </p>
            )}
            <div className="dialog-actions">
              <Button ref={cancel} onClick={onClose} busy={busy}>
                {texts.actions.cancel}
              </Button>
              <Button tone="danger" type="submit" busy={busy}>
                {busy ? texts.actions.working : confirm}
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
