import { useState, type ReactNode } from "react";
import { TextField } from "../parts/Field.tsx";
import { readText } from "../parts/form.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
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
  const [isReasonRefused, setIsReasonRefused] = useState(false);
  return (
    <FormDialog
      isAlert
      title={title}
      lead={children}
      submit={confirm}
      onClose={onClose}
      finalFocus={finalFocus}
      onSubmit={(form) => {
        setIsReasonRefused(false);
        return onConfirm(form, readText(form, "reason").trim() || null);
      }}
      onRefused={(field) => {
        setIsReasonRefused(field === "reason");
        return field === "reason" || (onRefused?.(field) ?? false);
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
    </FormDialog>
  );
}
