import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Action } from "../action.ts";
import { texts } from "../door.ts";
import { Alert } from "./Alert.tsx";

interface Props {
  /** What its button says while nothing is under way. */
  label: string;
  action: Pick<Action, "isBusy" | "failure">;
  /** A new object with every refusal of what was entered; null: none. */
  refusal?: object | null;
  onSubmit: () => void;
  onInput?: () => void;
  children: ComponentChildren;
}

/**
 * Fields with the form's main button, and what failed on the way below it. The button is never `disabled`: that would
 * lose the focus while the server thinks. After a refusal the first wrong value is selected, not erased: typing
 * replaces it.
 */
export function Form({ label, action, refusal, onSubmit, onInput, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!refusal) return;
    const wrong = form.current?.querySelector<HTMLInputElement>("[aria-invalid=true]");
    wrong?.focus();
    wrong?.select();
  }, [refusal]);

  return (
    <form
      ref={form}
      noValidate
      onInput={onInput}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <button type="submit" class="main" aria-disabled={action.isBusy}>
        {action.isBusy ? texts.checking : label}
      </button>
      <Alert text={action.failure} />
    </form>
  );
}
