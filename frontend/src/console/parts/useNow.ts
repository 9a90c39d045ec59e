import { useSyncExternalStore } from "react";

const pace = 20_000;
let now = Date.now();

function subscribe(onChange: () => void): () => void {
  const tick = () => {
    now = Date.now();
    onChange();
  };
  const timer = setInterval(tick, pace);
  // A page that was left open starts with a stale reading.
  const start = setTimeout(tick);
  return () => {
    clearInterval(timer);
    clearTimeout(start);
  };
}

/** This moment, renewed every twenty seconds, so that "2 minutes ago" stays true. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
