import { texts } from "../door.ts";

/** The form's main button. Never `disabled`: that would lose the focus while the server thinks. */
export function Submit({ label, isBusy }: { label: string; isBusy: boolean }) {
  return (
    <button type="submit" class="main" aria-disabled={isBusy}>
      {isBusy ? texts.checking : label}
    </button>
  );
}
