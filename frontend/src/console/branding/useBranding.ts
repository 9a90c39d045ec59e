import { useState } from "react";
import type { Application } from "../applications/ApplicationPages.tsx";
import { type BrandingFragment, SaveBrandingDocument, type SaveBrandingMutation } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { describe, refusedField } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { adviceFor, type Draft, draftOf, type Field, nameEdits } from "./draft.ts";

type Theirs = Extract<SaveBrandingMutation["saveBranding"], { __typename: "BrandingConflict" }>["application"];

/** What is typed, against the version that it was made from; saving, and who saved first. */
export function useBranding(application: Application) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const saving = useChange(SaveBrandingDocument);
  const [base, setBase] = useState<BrandingFragment>(application);
  const [draft, setDraft] = useState(() => draftOf(application));
  const [conflict, setConflict] = useState<Theirs | null>(null);
  const [problem, setProblem] = useState<string>();
  const [advice, setAdvice] = useState<Partial<Record<Field, string>>>({});
  const edits = nameEdits(draftOf(base), draft, texts);

  function adopt(saved: BrandingFragment): void {
    setBase(saved);
    setDraft(draftOf(saved));
    setConflict(null);
    setProblem(undefined);
    setAdvice({});
  }
  if (!edits && !saving.isPending && application.branding.version > base.branding.version) adopt(application);

  async function save(version = base.branding.version): Promise<void> {
    setProblem(undefined);
    setAdvice({});
    const { name, accent, supportUrl, defaultLanguage } = draft;
    const input = {
      applicationId: application.id,
      version,
      name: name.trim(),
      accent: accent.trim() || null,
      supportUrl: supportUrl.trim() || null,
      defaultLanguage: defaultLanguage || null,
    };
    try {
      const { saveBranding } = await saving.mutateAsync({ input });
      if (saveBranding.__typename === "BrandingConflict") setConflict(saveBranding.application);
      else if (saveBranding.__typename === "NotFound") setProblem(texts.states.gone);
      else {
        adopt(saveBranding.application);
        announce(texts.branding.saved);
      }
    } catch (error) {
      const field = refusedField(error);
      const refused = field ? adviceFor(field, texts) : {};
      setAdvice(refused);
      if (Object.keys(refused).length === 0) setProblem(describe(error, texts));
    }
  }

  return {
    draft,
    edits,
    conflict,
    problem,
    advice,
    isSaving: saving.isPending,
    edit: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    save: () => void save(),
    overwrite: () => void save(conflict?.branding.version),
    reload: () => conflict && adopt(conflict),
    discard: () => adopt(base),
  };
}
