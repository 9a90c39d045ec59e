// Waiting times, as at the login: the server says how many seconds, and they are measured against performance.now(), so
// that a device whose clock is wrong, or is being set meanwhile, still shows the right wait (ux.md 3).
import { useSyncExternalStore } from "react";

/** The instant on performance.now()'s scale (ms) that lies `seconds` ahead. */
export const deadlineIn = (seconds: number): number => performance.now() + seconds * 1000;

/** Whole seconds until `deadline`, rounded up, never negative. */
export const secondsUntil = (deadline: number): number =>
  Math.max(0, Math.ceil((deadline - performance.now()) / 1000));

const pace = 200;

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, pace);
  return () => clearInterval(timer);
}

/** Seconds until `deadline` (null: 0), rendered anew when they change. */
export function useSecondsUntil(deadline: number | null): number {
  return useSyncExternalStore(subscribe, () => (deadline === null ? 0 : secondsUntil(deadline)));
}
