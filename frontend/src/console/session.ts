import { useSyncExternalStore } from "react";

let isOver = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === isOver) return;
  isOver = next;
  listeners.forEach((listener) => listener());
}

/** The server knows this session no longer. The page stays in sight, with the way back in before it. */
export const endSession = () => set(true);

/** Signed in again meanwhile, in another tab. */
export const resumeSession = () => set(false);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSessionOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver);
}
