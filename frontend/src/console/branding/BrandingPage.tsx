import { useEffect } from "react";
import "./branding.css";
import { useViewer } from "../access.ts";
import type { Application } from "../applications/ApplicationPages.tsx";
import { LeaveDialog } from "../applications/LeaveDialog.tsx";
import { SaveBar } from "../applications/SaveBar.tsx";
import { SavedFirst } from "../applications/SavedFirst.tsx";
import { useSaveShortcut } from "../applications/useSaveShortcut.ts";
import { localeNames } from "../../shared/locale.ts";
import { AccentPreviewDocument } from "../gql/graphql.ts";
import { SelectField, TextField } from "../parts/Field.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { StaleNotice } from "../parts/states.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { AccentField } from "./AccentField.tsx";
import { isColour } from "./draft.ts";
import { LogoField } from "./LogoField.tsx";
import { Preview } from "./Preview.tsx";
import { useBranding } from "./useBranding.ts";

/** Branding of one application: the form, and what users will see of it. */
export default function BrandingPage({ application }: { application: Application }) {
  const { texts } = useLanguage();
  const { may, role } = useViewer();
  const branding = useBranding(application);
  const { draft, edits, conflict, advice } = branding;
  const colour = draft.accent.trim();
  const preview = useAnswer(AccentPreviewDocument, { colour }, { enabled: isColour(colour) });
  const shown = isColour(colour) ? preview.data?.accentPreview : undefined;
  const colours = { light: shown?.light ?? null, dark: shown?.dark ?? null };
  const readOnly = !may("changeBranding");
  const words = texts.branding;
  useEffect(() => {
    if (Object.keys(advice).length > 0) document.querySelector<HTMLElement>(".branding [aria-invalid]")?.focus();
  }, [advice]);
  useSaveShortcut(!readOnly && edits && !conflict && !branding.isSaving ? branding.save : null);
  return (
    <>
      <PageHeading title={words.title} within={application.name} lead={words.lead} />
      {readOnly && <p className="notice notice-soft">{words.readOnly(texts.roles[role])}</p>}
      <div className="branding">
        <div>
          <section className="panel" aria-labelledby="branding-identity">
            <h2 id="branding-identity">{words.identity}</h2>
            <TextField
              label={words.name}
              value={draft.name}
              maxLength={100}
              readOnly={readOnly}
              problem={advice.name}
              onChange={(event) => branding.edit({ name: event.currentTarget.value })}
            />
            <LogoField application={application} readOnly={readOnly} />
          </section>
          <section className="panel" aria-labelledby="branding-colour">
            <h2 id="branding-colour">{words.colour}</h2>
            <AccentField
              {...colours}
              value={draft.accent}
              problem={advice.accent}
              readOnly={readOnly}
              onValue={(accent) => branding.edit({ accent })}
            />
            {preview.error && <StaleNotice error={preview.error} onRetry={() => void preview.refetch()} />}
          </section>
          <section className="panel" aria-labelledby="branding-support">
            <h2 id="branding-support">{words.support}</h2>
            <TextField
              label={words.supportUrl}
              hint={words.supportHint}
              inputMode="url"
              value={draft.supportUrl}
              maxLength={500}
              readOnly={readOnly}
              problem={advice.supportUrl}
              onChange={(event) => branding.edit({ supportUrl: event.currentTarget.value })}
            />
            <SelectField
              label={words.language}
              hint={words.languageHint}
              value={draft.defaultLanguage}
              disabled={readOnly}
              onChange={(event) => branding.edit({ defaultLanguage: event.currentTarget.value })}
            >
              <option value="">{words.languageNone}</option>
              <option value="en">{localeNames.en}</option>
              <option value="zh">{localeNames.zh}</option>
            </SelectField>
          </section>
        </div>
        <Preview draft={draft} logoUrl={application.branding.logoUrl} {...colours} />
      </div>
      {branding.problem && (
        <p className="notice notice-danger" role="alert">
          {branding.problem}
        </p>
      )}
      {conflict && (
        <SavedFirst
          by={conflict.branding}
          busy={branding.isSaving}
          onReload={branding.reload}
          onOverwrite={branding.overwrite}
        >
          <p>{words.conflictBody(conflict.name)}</p>
        </SavedFirst>
      )}
      {!readOnly && edits && !conflict && (
        <SaveBar
          changes={edits}
          notes={[]}
          fate={words.fate}
          isSaving={branding.isSaving}
          onSave={branding.save}
          onDiscard={branding.discard}
        />
      )}
      {!readOnly && edits && <LeaveDialog body={words.leaveBody(edits)} />}
    </>
  );
}
