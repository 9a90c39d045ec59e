import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { Alert } from "./Alert.tsx";

interface Props extends Omit<InputHTMLAttributes, "label"> {
  id: string;
  label: string;
  error: string | null;
  /** A button that sits inside the field. */
  children?: ComponentChildren;
}

export function TextField({ id, label, error, children, ...input }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="box">
        <input
          id={id}
          autoCapitalize="off"
          spellcheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${id}-error`}
          {...input}
        />
        {children}
      </div>
      <Alert id={`${id}-error`} text={error} />
    </div>
  );
}
