import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Gives the field the focus a moment after it appeared: in the same tick as a change of stage a password manager would
 * miss it. Somebody who is typing elsewhere by then keeps the focus, or their words would land in the wrong field.
 */
export function useFocusSoon(field: RefObject<HTMLInputElement>, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => {
      if (!(document.activeElement instanceof HTMLInputElement)) field.current?.focus();
    }, 100);
    return () => {
      clearTimeout(timer);
    };
  }, [field, isWanted]);
}
