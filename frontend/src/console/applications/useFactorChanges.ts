import { useState } from "react";
import {
  DiscardFactorsDocument,
  SaveFactorsDocument,
  ToggleFactorDocument,
  type FactorKind,
  type SaveFactorsMutation,
} from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { shownState } from "./changes.ts";

export type Conflict = Extract<SaveFactorsMutation["saveFactors"], { __typename: "EditConflict" }>["factor"];

/** What stands in the way of a save: a warning to confirm, or somebody else's save. */
type Obstacle = { kind: "removal"; bindingCount: number } | { kind: "conflict"; factor: Conflict } | null;

/** Toggling, discarding and saving the factors of one application, and what each of them may be answered with. */
export function useFactorChanges(application: Application) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const toggling = useChange(ToggleFactorDocument);
  const discarding = useChange(DiscardFactorsDocument);
  const saving = useChange(SaveFactorsDocument);
  const [obstacle, setObstacle] = useState<Obstacle>(null);
  const [problem, setProblem] = useState<string>();
  const applicationId = application.id;

  async function guard(work: () => Promise<unknown>): Promise<boolean> {
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(describe(error, texts));
      return false;
    }
  }

  async function send(confirmBindingRemoval: boolean): Promise<string | undefined> {
    const { saveFactors } = await saving.mutateAsync({ input: { applicationId, confirmBindingRemoval } });
    switch (saveFactors.__typename) {
      case "FactorsSaved": {
        const removed = saveFactors.removedBindings;
        setObstacle(null);
        announce(removed > 0 ? texts.mfa.savedRemoved(removed) : texts.mfa.saved);
        return undefined;
      }
      case "BindingRemovalUnconfirmed":
        setObstacle({ kind: "removal", bindingCount: saveFactors.bindingCount });
        return undefined;
      case "EditConflict":
        setObstacle({ kind: "conflict", factor: saveFactors.factor });
        return undefined;
      case "NotFound":
        setProblem(texts.states.gone);
        return texts.states.gone;
    }
  }

  return {
    obstacle,
    problem,
    toggling: toggling.isPending ? toggling.variables.input : null,
    isSaving: saving.isPending,
    isDiscarding: discarding.isPending,
    /** Closing the warning leaves a conflict that came meanwhile in sight. */
    closeWarning: () => setObstacle((now) => (now?.kind === "removal" ? null : now)),
    toggle: (kind: FactorKind, enabled: boolean) =>
      guard(async () => {
        await toggling.mutateAsync({ input: { applicationId, kind, enabled } });
      }),
    save: () =>
      guard(async () => {
        await send(false);
      }),
    saveConfirmed: () => send(true),
    discard: () =>
      guard(async () => {
        await discarding.mutateAsync({ input: { applicationId } });
        setObstacle(null);
        announce(texts.mfa.discarded);
      }),
    /** Staged anew over what the other administrator saved, then saved: the last word, knowingly. */
    overwrite: () =>
      guard(async () => {
        // Also a toggle that agrees with what was saved meanwhile: it is staged on the older version.
        for (const factor of application.factors.filter((each) => each.stagedEnabled !== null)) {
          await toggling.mutateAsync({ input: { applicationId, kind: factor.kind, enabled: shownState(factor) } });
        }
        await send(false);
      }),
  };
}
