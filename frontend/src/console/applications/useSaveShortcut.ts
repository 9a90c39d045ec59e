import { useEffect } from "react";
import { isDialogOpen } from "../shell/shortcuts.ts";

/** Ctrl-S or ⌘-S saves; with nothing to save it does nothing, rather than store the page as a file. */
export function useSaveShortcut(save: (() => void) | null): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      if (!event.repeat && !isDialogOpen()) save?.();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [save]);
}
