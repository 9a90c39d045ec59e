import { useRef, useState } from "react";
import { formatAgo } from "../../shared/time.ts";
import { LeaveDialog } from "../applications/LeaveDialog.tsx";
import { SaveBar } from "../applications/SaveBar.tsx";
import { SavedFirst } from "../applications/SavedFirst.tsx";
import { useSaveShortcut } from "../applications/useSaveShortcut.ts";
import { Button } from "../parts/Button.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { useNow } from "../parts/useNow.ts";
import { useLanguage } from "../texts/context.tsx";
import { FaultList } from "./FaultList.tsx";
import { LinedEditor } from "./LinedEditor.tsx";
import { inserted, offsetOf } from "./places.ts";
import { Preview } from "./Preview.tsx";
import type { useMailText } from "./useMailText.ts";
import { usePreview, type Fault } from "./usePreview.ts";
import { Variables } from "./Variables.tsx";

interface MailTextEditorProps {
  edit: ReturnType<typeof useMailText>;
  mayChange: boolean;
}

/** Subject and body of one text, what is wrong with it, and the mail that it makes. */
export function MailTextEditor({ edit, mayChange }: MailTextEditorProps) {
  const { locale, texts } = useLanguage();
  const words = texts.mailTexts;
  const now = useNow();
  const form = useRef<HTMLDivElement>(null);
  const [part, setPart] = useState<Fault["part"]>("BODY");
  const [isResetting, setIsResetting] = useState(false);
  const { mail, faults, error, retry } = usePreview(edit.input);
  const { base, conflict } = edit;

  const field = (of: Fault["part"]) =>
    form.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(of === "SUBJECT" ? "input" : "textarea");
  function jump(fault: Fault) {
    const target = field(fault.part);
    if (!target) return;
    const at = offsetOf(target.value, fault.line, fault.column);
    // In this order: taking the focus is what brings the place into sight.
    target.setSelectionRange(at, at + 1);
    target.focus();
  }
  function insert(name: string) {
    const target = field(part);
    if (!target) return;
    const { value, caret } = inserted(target.value, `{${name}}`, target.selectionStart, target.selectionEnd);
    if (part === "SUBJECT") edit.setSubject(value);
    else edit.setBody(value);
    target.focus();
    requestAnimationFrame(() => target.setSelectionRange(caret, caret));
  }
  const save = (version?: number) =>
    void edit.save(version).then((isFaulty) => {
      const first = isFaulty ? faults[0] : undefined;
      if (first) jump(first);
    });
  useSaveShortcut(mayChange && edit.isChanged && !edit.isSaving && !conflict ? () => save() : null);
  const by = base.savedBy?.email ?? words.somebody;
  const inSubject = faults.find((fault) => fault.part === "SUBJECT");
  const faulty = new Set(faults.filter((fault) => fault.part === "BODY").map((fault) => fault.line));
  return (
    <>
      <div className="mail-editor">
        <div className="stack" ref={form}>
          <p className="soft">
            {base.edited && base.savedAt ? words.edited(by, formatAgo(locale, base.savedAt, now)) : words.builtIn}
          </p>
          <TextField
            label={words.subject}
            hint={words.subjectHint[base.kind]}
            value={edit.subject}
            readOnly={!mayChange}
            problem={inSubject && words.reasons[inSubject.reason]}
            onFocus={() => setPart("SUBJECT")}
            onChange={(event) => edit.setSubject(event.target.value)}
          />
          <LinedEditor
            value={edit.body}
            faulty={faulty}
            readOnly={!mayChange}
            onFocus={() => setPart("BODY")}
            onChange={(event) => edit.setBody(event.target.value)}
          />
          <FaultList faults={faults} onJump={jump} />
          {mayChange && <Variables variables={base.variables} inSubject={part === "SUBJECT"} onInsert={insert} />}
          {edit.problem && (
            <p className="notice notice-danger" role="alert">
              {edit.problem}
            </p>
          )}
          {conflict && (
            <SavedFirst
              by={conflict}
              busy={edit.isSaving}
              onReload={() => edit.adopt(conflict)}
              onOverwrite={() => save(conflict.version)}
            >
              <p>{words.conflictBody}</p>
            </SavedFirst>
          )}
          {mayChange && (
            <div className="mail-actions">
              <Button onClick={() => void edit.test()} busy={edit.isTesting}>
                {edit.isTesting ? texts.actions.working : words.test}
              </Button>
              {base.edited && <Button onClick={() => setIsResetting(true)}>{words.reset}</Button>}
            </div>
          )}
        </div>
        <Preview mail={faults.length > 0 ? undefined : mail} isBroken={faults.length > 0} error={error} onRetry={retry} />
      </div>
      {mayChange && edit.isChanged && !conflict && (
        <SaveBar
          changes={edit.changes}
          notes={[]}
          fate={words.fate}
          isSaving={edit.isSaving}
          onSave={() => save()}
          onDiscard={() => edit.adopt(base)}
        />
      )}
      {edit.isChanged && <LeaveDialog body={words.leaveBody} />}
      {isResetting && (
        <ConfirmDialog
          title={words.resetTitle}
          confirm={words.reset}
          onClose={() => setIsResetting(false)}
          onConfirm={edit.reset}
        >
          <p>{words.resetBody}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
