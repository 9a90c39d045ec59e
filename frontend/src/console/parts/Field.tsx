import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes } from "react";

interface Around {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  /** The field's own: they follow from `problem` and `hint`. */
  "aria-invalid"?: never;
  "aria-describedby"?: never;
}

function Frame({ id, label, hint, problem, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p className="field-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, problem }: Omit<Around, "label">): string | undefined {
  const ids = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function TextField({ label, hint, problem, id: given, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  const made = useId();
  const id = given ?? made;
  return (
    <Frame id={id} label={label} hint={hint} problem={problem}>
      <input
        autoComplete="off"
        {...input}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { hint, problem })}
      />
    </Frame>
  );
}

export function SelectField({ label, hint, problem, children, ...select }: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} problem={problem}>
      <select
        {...select}
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, { hint, problem })}
      >
        {children}
      </select>
    </Frame>
  );
}
