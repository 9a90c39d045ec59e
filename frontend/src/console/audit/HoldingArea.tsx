import { useEffect, useRef, type FocusEvent, type ReactNode } from "react";
import type { Pause } from "./tail.ts";

/** What takes the focus by a click alone is not looked at by keyboard: it counts where the focus can be seen. */
function isLookedAt({ target }: FocusEvent<HTMLElement>): boolean {
  return target.tabIndex >= 0 || target.matches(":focus-visible");
}

/** Around all rows of the log, new and old: nothing moves under a pointer or around a focused row (ux.md 8). */
export function HoldingArea({ onPause, children }: { onPause: (by: Pause, isWanted: boolean) => void; children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus may be gone, and says nothing about it.
    if (!area.current?.contains(document.activeElement)) onPause("focus", false);
  });
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it only holds still; there is nothing to do
    <div
      ref={area}
      onMouseEnter={() => onPause("pointer", true)}
      onMouseLeave={() => onPause("pointer", false)}
      onFocus={(event) => onPause("focus", isLookedAt(event))}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onPause("focus", false);
      }}
    >
      {children}
    </div>
  );
}
