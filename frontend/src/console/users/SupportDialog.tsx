import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "../parts/Button.tsx";
import { TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { useSubmission } from "../parts/useSubmission.ts";
import { refusedField } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";

interface SupportDialogProps {
  title: string;
  confirm: string;
  /** What will happen, in sentences. */
  children: ReactNode;
  /** What can be chosen, above the reason. */
  choices?: ReactNode;
  onClose: () => void;
  /** Nothing: done. A sentence: refused, and why; empty, if a field says so. */
  onConfirm: (form: FormData, reason: string | null) => Promise<string | undefined>;
  onRefused?: (field: string) => boolean;
  finalFocus?: () => HTMLElement | null;
}

/** Asks before an act that a user is told of, with a reason for the log. Focus starts on Cancel; Escape cancels. */
export function SupportDialog({ title, confirm, children, choices, onClose, onConfirm, onRefused, finalFocus }: SupportDialogProps) {
  const { texts } = useLanguage();
  const cancel = useRef<HTMLButtonElement>(null);
  const [isReasonRefused, setIsReasonRefused] = useState(false);
  const { busy, problem, submit } = useSubmission(onClose);

  async function send(form: FormData): Promise<string | undefined> {
    setIsReasonRefused(false);
    try {
      return await onConfirm(form, readText(form, "reason").trim() || null);
    } catch (error) {
      const field = refusedField(error);
      if (field === "reason") setIsReasonRefused(true);
      if (field === "reason" || (field && onRefused?.(field))) return "";
      throw error;
    }
  }

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
              const form = new FormData(event.currentTarget);
              void submit(() => send(form));
            }}
          >
            {choices}
            <TextField
              label={texts.support.reason}
              name="reason"
              type="text"
              maxLength={200}
              hint={texts.support.reasonHint}
              problem={isReasonRefused ? texts.support.reasonInvalid : undefined}
            />
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
