import { useEffect, useRef, useState, type ReactNode } from "react";
import { refusedField } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { useSubmission } from "./useSubmission.ts";

interface FormDialogProps {
  title: string;
  lead: ReactNode;
  /** Nothing: there is nothing left to send, and Cancel has the focus. */
  submit: string | undefined;
  /** Before something that cannot be undone: focus starts on Cancel, and the other button is red. */
  isAlert?: boolean;
  /** Above whatever dialog is open. */
  isLast?: boolean;
  children?: ReactNode;
  onClose: () => void;
  /** Nothing: done, the dialog closes. A sentence: refused; empty, if a field says why already. */
  onSubmit: (form: FormData) => Promise<string | undefined>;
  /** The server named the field whose value it refused: true, if that field says so now. */
  onRefused?: ((field: string) => boolean) | undefined;
  /** Where focus goes when what opened the dialog may be gone afterwards. */
  finalFocus?: (() => HTMLElement | null) | undefined;
}

/** A short form in a dialog. Escape and Cancel close it, not while it is sent; a refusal keeps what was typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, lead, submit: label, isAlert = false, isLast = false, children, onClose, onSubmit, onRefused, finalFocus } = props;
  const { texts } = useLanguage();
  const { busy, problem, submit } = useSubmission(onClose);
  const form = useRef<HTMLFormElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals === 0) return;
    const field = form.current?.querySelector<HTMLElement>("[aria-invalid]");
    field?.focus();
    // A wrong code is typed over, not erased.
    if (field instanceof HTMLInputElement && field.inputMode === "numeric") field.select();
  }, [refusals]);
  useEffect(() => {
    if (label === undefined) cancel.current?.focus();
  }, [label]);
  /** A field says why: the focus goes to it. */
  function atField(): string {
    setRefusals((count) => count + 1);
    return "";
  }
  async function send(entered: FormData): Promise<string | undefined> {
    try {
      const refusal = await onSubmit(entered);
      return refusal === "" ? atField() : refusal;
    } catch (error) {
      const field = refusedField(error);
      if (field && onRefused?.(field)) return atField();
      throw error;
    }
  }
  return (
    <DialogFrame
      title={title}
      lead={lead}
      isAlert={isAlert}
      isLast={isLast}
      isKept
      onClose={() => !busy && onClose()}
      {...(isAlert ? { initialFocus: cancel } : {})}
      {...(finalFocus ? { finalFocus } : {})}
    >
      <form
        ref={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const entered = new FormData(event.currentTarget);
          void submit(() => send(entered));
        }}
      >
        {children}
        {problem && (
          <p className="notice notice-danger" role="alert">
            {problem}
          </p>
        )}
        <div className="dialog-actions">
          <Button ref={cancel} onClick={onClose} busy={busy}>
            {texts.actions.cancel}
          </Button>
          {label && (
            <Button tone={isAlert ? "danger" : "primary"} type="submit" busy={busy}>
              {busy ? texts.actions.working : label}
            </Button>
          )}
        </div>
      </form>
    </DialogFrame>
  );
}
