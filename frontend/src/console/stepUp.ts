import { useSyncExternalStore } from "react";
import { ApiError } from "../shared/client.ts";

interface Asked {
  promise: Promise<boolean>;
  settle: (isProven: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function set(next: Asked | null): void {
  asked = next;
  listeners.forEach((listener) => listener());
}

/** Opens the dialog, or joins the one that is open. True: the second step was proven; false: it was left. */
function ask(): Promise<boolean> {
  if (asked) return asked.promise;
  let resolve: (isProven: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((done) => (resolve = done));
  const settle = (isProven: boolean) => {
    set(null);
    resolve(isProven);
  };
  set({ promise, settle });
  return promise;
}

/**
 * Does the work; where it takes a fresh second step, asks for one and does the work again. The refusal comes back to
 * the caller where the person cancels, so that no form loses what was typed.
 */
export async function proven<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "STEP_UP_REQUIRED" || !(await ask())) throw error;
    return work();
  }
}

/** Answers the dialog's question: proven, or left. */
export const endStepUp = (isProven: boolean) => asked?.settle(isProven);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStepUpAsked(): boolean {
  return useSyncExternalStore(subscribe, () => asked !== null);
}
