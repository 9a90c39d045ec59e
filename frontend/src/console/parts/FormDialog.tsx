import { Dialog } from "@base-ui/react/dialog";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { refusedField } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";
import { useSubmission } from "./useSubmission.ts";

interface FormDialogProps {
  title: string;
  lead: string;
  submit: string;
  children: ReactNode;
  onClose: () => void;
  /** Nothing: done, the dialog closes. A sentence: refused; empty, if a field says why already. */
  onSubmit: (form: FormData) => Promise<string | undefined>;
  /** The server named the field whose value it refused: true, if that field says so now. */
  onRefused?: (field: string) => boolean;
  finalFocus?: () => HTMLElement | null;
}

/** A short form in a dialog. Escape and Cancel close it; a refusal keeps what was typed. */
export function FormDialog({ title, lead, submit: label, children, onClose, onSubmit, onRefused, finalFocus }: FormDialogProps) {
  const { texts } = useLanguage();
  const { busy, problem, submit } = useSubmission(onClose);
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refusals]);
  /** A field says why: the focus goes to it. */
  function atField(): string {
    setRefusals((count) => count + 1);
    return "";
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && !busy && onClose()} disablePointerDismissal>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog" finalFocus={finalFocus ?? true}>
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          <Dialog.Description className="dialog-text">{lead}</Dialog.Description>
          <form
            ref={form}
            noValidate
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              const entered = new FormData(event.currentTarget);
              void submit(async () => {
                try {
                  const refusal = await onSubmit(entered);
                  return refusal === "" ? atField() : refusal;
                } catch (error) {
                  const field = refusedField(error);
                  if (field && onRefused?.(field)) return atField();
                  throw error;
                }
              });
            }}
          >
            {children}
            {problem && (
              <p className="notice notice-danger" role="alert">
                {problem}
              </p>
            )}
            <div className="dialog-actions">
              <Button onClick={onClose} busy={busy}>
                {texts.actions.cancel}
              </Button>
              <Button tone="primary" type="submit" busy={busy}>
                {busy ? texts.actions.working : label}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
