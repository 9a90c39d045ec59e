import { useEffect, useEffectEvent, useRef } from "react";
import { useLocation } from "wouter";
import { useViewer } from "../access.ts";
import { places } from "./pages.ts";
import { areShortcutsOn, isDialogOpen, isPlainPress, readPress, type Press } from "./shortcuts.ts";

interface Openers {
  onFind: () => void;
  onList: () => void;
}

/** The console's keys: "g a" and its like, "?" for their list, Ctrl-K or ⌘K for the finder. */
export function useShortcuts({ onFind, onList }: Openers): void {
  const { may } = useViewer();
  const [, navigate] = useLocation();
  const before = useRef<Press | null>(null);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isFinder = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (isFinder && event.key.toLowerCase() === "k") {
      // Always ours: the browser's own search bar would be in the way.
      event.preventDefault();
      if (!event.repeat && !isDialogOpen()) onFind();
      return;
    }
    if (!isPlainPress(event) || !areShortcutsOn()) {
      before.current = null;
      return;
    }
    const press = { key: event.key, at: event.timeStamp };
    const keys = readPress(before.current, press);
    before.current = press;
    if (keys === null) return;
    event.preventDefault();
    before.current = null;
    const place = places.find((each) => each.keys === keys);
    if (keys === "?") onList();
    else if (place && may(place.permission)) navigate(place.to);
  });

  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
