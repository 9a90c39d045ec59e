import { useState } from "react";
import { formatTime } from "../../shared/time.ts";
import {
  ResetMailTextDocument,
  SaveMailTextDocument,
  SendTestMailTextDocument,
  type MailTextPartsFragment,
} from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

export type MailText = MailTextPartsFragment;

/** One text while it is edited: what was written, what was read, and what saving it was answered with. */
export function useMailText(applicationId: string, loaded: MailText) {
  const { locale, texts } = useLanguage();
  const announce = useAnnounce();
  const saving = useChange(SaveMailTextDocument);
  const resetting = useChange(ResetMailTextDocument);
  const testing = useChange(SendTestMailTextDocument);
  const [base, setBase] = useState(loaded);
  const [subject, setSubject] = useState(loaded.subject);
  const [body, setBody] = useState(loaded.body);
  const [conflict, setConflict] = useState<MailText>();
  const [problem, setProblem] = useState<string>();
  const words = texts.mailTexts;
  const changes = [
    ...(subject === base.subject ? [] : [words.parts.SUBJECT]),
    ...(body === base.body ? [] : [words.parts.BODY]),
  ].join(texts.mfa.separator);
  const isChanged = changes !== "";
  const named = { applicationId, kind: loaded.kind, language: loaded.language };

  function adopt(text: MailText) {
    setBase(text);
    setSubject(text.subject);
    setBody(text.body);
    setConflict(undefined);
  }
  if (!isChanged && loaded.version > base.version) adopt(loaded);

  async function guard(work: () => Promise<string | undefined>) {
    setProblem(undefined);
    setProblem(await work().catch((error: unknown) => describe(error, texts)));
  }

  /** Answers whether the text was refused for its faults. */
  async function save(version = base.version): Promise<boolean> {
    let isFaulty = false;
    await guard(async () => {
      const { saveMailText } = await saving.mutateAsync({ input: { ...named, version, subject, body } });
      if (saveMailText.__typename === "NotFound") return texts.states.gone;
      if (saveMailText.__typename === "MailTextFaulty") isFaulty = true;
      else if (saveMailText.__typename === "MailTextConflict") setConflict(saveMailText.mailText);
      else {
        adopt(saveMailText.mailText);
        announce(words.saved);
      }
      return undefined;
    });
    return isFaulty;
  }

  async function reset(): Promise<string | undefined> {
    const { resetMailText } = await resetting.mutateAsync({ input: { ...named, version: base.version } });
    if (resetMailText.__typename === "NotFound") return texts.states.gone;
    if (resetMailText.__typename === "MailTextConflict") setConflict(resetMailText.mailText);
    else {
      adopt(resetMailText.mailText);
      announce(words.wasReset);
    }
    return undefined;
  }

  const test = () =>
    guard(async () => {
      const { sendTestMailText } = await testing.mutateAsync({ input: { ...named, subject, body } });
      switch (sendTestMailText.__typename) {
        case "TestMailTextSent":
          announce(words.tested(sendTestMailText.email));
          return undefined;
        case "MailUnavailable":
          return words.refused(sendTestMailText.reference);
        case "RateLimited":
          return words.limited(formatTime(locale, sendTestMailText.retryAt));
        case "MailTextFaulty":
          return words.previewBroken;
        case "NotFound":
          return texts.states.gone;
      }
    });

  return {
    input: { ...named, subject, body },
    ...{ base, subject, body, setSubject, setBody, changes, isChanged, conflict, problem, adopt, save, reset, test },
    isSaving: saving.isPending,
    isTesting: testing.isPending,
  };
}
