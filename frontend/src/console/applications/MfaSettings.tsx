import { useEffect, useRef } from "react";
import { useViewer } from "../access.ts";
import { MailDeliveryDocument } from "../gql/graphql.ts";
import { PageHeading } from "../parts/PageHeading.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Application } from "./ApplicationPages.tsx";
import { emptyFactors, nameChanges, shownState } from "./changes.ts";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { FactorCard } from "./FactorCard.tsx";
import { LeaveDialog } from "./LeaveDialog.tsx";
import { RemovalDialog } from "./RemovalDialog.tsx";
import { SaveBar } from "./SaveBar.tsx";
import { useFactorChanges } from "./useFactorChanges.ts";
import { useSaveShortcut } from "./useSaveShortcut.ts";

/** Configuration › Security Settings › Multi-Factor Authentication (document 1). */
export function MfaSettings({ application }: { application: Application }) {
  const { texts } = useLanguage();
  const { may, role } = useViewer();
  const mail = useAnswer(MailDeliveryDocument, {}).data?.mailDelivery;
  const changes = useFactorChanges(application);
  const saveButton = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLHeadingElement>(null);
  const hadChanges = useRef(false);
  const { obstacle, toggling } = changes;
  const unsaved = nameChanges(application.factors, texts);
  const mayChange = may("changeFactors");
  const save = () => void changes.save();
  const isSettled = !unsaved && !obstacle;
  useEffect(() => {
    // The bar or notice that held the focus is gone once nothing is left to save.
    if (isSettled && document.activeElement === document.body && hadChanges.current) section.current?.focus();
    hadChanges.current = !isSettled;
  }, [isSettled]);
  useSaveShortcut(mayChange && unsaved && !obstacle && !changes.isSaving ? save : null);
  return (
    <>
      <PageHeading title={texts.mfa.title} within={application.name} lead={texts.mfa.lead} />
      <section aria-labelledby="factor-management">
        <h2 id="factor-management" ref={section} tabIndex={-1}>
          {texts.mfa.management}
        </h2>
        {!mayChange && <p className="notice notice-soft">{texts.mfa.readOnly(texts.roles[role])}</p>}
        <ul className="factors">
          {application.factors.map((factor) => (
            <FactorCard
              key={factor.kind}
              factor={factor}
              pending={toggling?.kind === factor.kind ? toggling.enabled : undefined}
              mail={mail}
              readOnly={!mayChange}
              busy={toggling !== null || changes.isSaving}
              onToggle={(enabled) => void changes.toggle(factor.kind, enabled)}
            />
          ))}
        </ul>
        <p className="factors-note" role="status">
          {!application.factors.some(shownState) && texts.mfa.passwordOnly}
        </p>
        {changes.problem && (
          <p className="notice notice-danger" role="alert">
            {changes.problem}
          </p>
        )}
      </section>
      {obstacle?.kind === "conflict" && (
        <ConflictNotice
          factor={obstacle.factor}
          busy={changes.isSaving || changes.isDiscarding}
          onReload={() => void changes.discard()}
          onOverwrite={() => void changes.overwrite()}
        />
      )}
      {mayChange && unsaved && obstacle?.kind !== "conflict" && (
        <SaveBar
          changes={unsaved}
          notes={emptyFactors(application.factors).map((factor) => texts.mfa.nothingRemoved(factor.kind))}
          fate={texts.mfa.staged}
          isSaving={changes.isSaving}
          isDiscarding={changes.isDiscarding}
          saveButton={saveButton}
          home={section}
          onSave={save}
          onDiscard={() => void changes.discard()}
        />
      )}
      {mayChange && unsaved && <LeaveDialog body={texts.mfa.leaveBody(unsaved)} onDiscard={changes.discard} />}
      {obstacle?.kind === "removal" && (
        <RemovalDialog
          application={application}
          bindingCount={obstacle.bindingCount}
          finalFocus={() => saveButton.current ?? section.current}
          onClose={changes.closeWarning}
          onConfirm={changes.saveConfirmed}
        />
      )}
    </>
  );
}
