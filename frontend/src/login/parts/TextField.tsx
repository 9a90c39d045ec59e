import type { ComponentChildren, InputHTMLAttributes, RefObject } from "preact";
import { Alert } from "./Alert.tsx";

interface Props extends Omit<InputHTMLAttributes, "label"> {
  id: string;
  label: string;
  field?: RefObject<HTMLInputElement>;
  error: string | null;
  /** A button that sits inside the field. */
  children?: ComponentChildren;
}

export function TextField({ id, label, field, error, children, ...input }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="box">
        <input
          ref={field ?? null}
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
