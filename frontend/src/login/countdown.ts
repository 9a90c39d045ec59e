// Waiting times. The server says how many seconds; they are measured against performance.now(), so that a device
// whose clock is wrong, or is being set meanwhile, still shows the right wait (ux.md 3).
import { useEffect, useState } from "preact/hooks";

/** The instant on performance.now()'s scale (ms) that lies `seconds` ahead. */
export const deadlineIn = (seconds: number): number => performance.now() + seconds * 1000;

/** Whole seconds until `deadline`, rounded up, never negative. */
export const secondsUntil = (deadline: number): number =>
  Math.max(0, Math.ceil((deadline - performance.now()) / 1000));

export interface Wait {
  /** Whole seconds from now; 0: over, or none. */
  left: number;
  /** Seconds from when it started. */
  first: number;
  start: (seconds: number) => void;
}

/** A wait of `initial` seconds, or as an answer says later; drawn anew at every second and when the tab is looked at. */
export function useWait(initial = 0): Wait {
  const startingNow = (first: number) => ({ first, deadline: deadlineIn(first) });
  const [{ first, deadline }, set] = useState(() => startingNow(initial));
  const [, render] = useState(0);
  const left = secondsUntil(deadline);
  useEffect(() => {
    if (left === 0) return;
    const tick = (): void => {
      if (!document.hidden) render((count) => count + 1);
    };
    // Just past the boundary, or rounding up would show the same second again.
    const timer = setTimeout(tick, deadline - performance.now() - (left - 1) * 1000 + 5);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  });
  return {
    left,
    first,
    start: (seconds) => {
      set(startingNow(seconds));
    },
  };
}
