import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

interface Props {
  number: number;
  isDone: boolean;
  title: string;
  /** The field that the title is the label of. */
  fieldId?: string;
  children: ComponentChildren;
}

/** One numbered step; the number becomes a tick when it is done. */
export function Step({ number, isDone, title, fieldId, children }: Props) {
  return (
    <li class={isDone ? "step is-done" : "step"}>
      <span class="number" aria-hidden="true">
        {isDone ? <Icon name="check" /> : number}
      </span>
      {fieldId ? (
        <label class="step-title" for={fieldId}>
          {title}
        </label>
      ) : (
        <p class="step-title">{title}</p>
      )}
      {children}
    </li>
  );
}
