// One request at a time. While it runs the button stays focusable; if it fails the entries stay (ux.md "Common", 1).
import { useRef, useState } from "preact/hooks";
import { ApiError } from "../shared/client.ts";
import { texts } from "./door.ts";

export interface Action {
  isBusy: boolean;
  /** What went wrong on the way to the server or in it, in words; null: nothing. */
  failure: string | null;
  /** Does nothing while an earlier run is under way, so that a double click never costs an attempt (A6). */
  run: (work: () => Promise<void>) => Promise<void>;
}

export function useAction(): Action {
  const runningRef = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function run(work: () => Promise<void>): Promise<void> {
    if (runningRef.current) return;
    runningRef.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
    } finally {
      runningRef.current = false;
      setBusy(false);
    }
  }

  const reference = error?.correlationId;
  const failure = reference ? texts.fault(reference) : texts.network;
  return { isBusy, failure: error && failure, run };
}
