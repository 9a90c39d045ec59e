import { useRef, useState } from "react";
import { describe } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { useHush } from "./Announcer.tsx";

/** Runs one submission at a time; a refusal comes back as the sentence to show, nothing as success. */
export function useSubmission(onDone: () => void) {
  const { texts } = useLanguage();
  const hush = useHush();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  // Known before the next drawing: two submissions within one would both run.
  const running = useRef(false);

  async function submit(work: () => Promise<string | undefined>): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    hush();
    setProblem(undefined);
    let refusal: string | undefined;
    try {
      refusal = await work();
    } catch (error) {
      refusal = describe(error, texts);
    }
    running.current = false;
    setBusy(false);
    setProblem(refusal === "" ? undefined : refusal);
    if (refusal === undefined) onDone();
  }

  return { busy, problem, submit };
}
