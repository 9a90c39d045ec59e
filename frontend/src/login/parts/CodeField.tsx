import { useRef } from "preact/hooks";
import { cleanCode } from "../../shared/code.ts";
import { useFocusSoon } from "../focus.ts";
import { Alert } from "./Alert.tsx";

interface Props {
  id: string;
  /** Absent where a step's title is the label already. */
  label?: string;
  /** Ids of further sentences that describe the field. */
  describedBy?: string;
  code: string;
  onCode: (code: string) => void;
  error: string | null;
  /** Whether it takes the focus when it appears. */
  takesFocus?: boolean;
}

/** The one field for six-digit codes (ux.md "The code field"). The six slots are drawn by the style sheet alone. */
export function CodeField({ id, label, describedBy, code, onCode, error, takesFocus = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useFocusSoon(input, takesFocus);

  function take(event: Event & { currentTarget: HTMLInputElement }): void {
    const field = event.currentTarget;
    // An input method that is still composing must not have its text changed under it.
    if (event instanceof InputEvent && event.isComposing) return;
    const cleaned = cleanCode(field.value, code);
    if (field.value !== cleaned) field.value = cleaned;
    onCode(cleaned);
  }

  return (
    <div class="field">
      {label && <label for={id}>{label}</label>}
      <input
        ref={input}
        id={id}
        class="code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoCapitalize="off"
        spellcheck={false}
        enterKeyHint="done"
        aria-describedby={`${id}-error${describedBy ? ` ${describedBy}` : ""}`}
        aria-invalid={error !== null}
        value={code}
        onInput={take}
        onCompositionEnd={take}
      />
      <Alert id={`${id}-error`} text={error} />
    </div>
  );
}
