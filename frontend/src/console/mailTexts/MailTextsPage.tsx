import { useState } from "react";
import { useViewer } from "../access.ts";
import { MailTextsDocument, type MailKind, type MailLanguage } from "../gql/graphql.ts";
import { SelectField } from "../parts/Field.tsx";
import { PageHeading } from "../parts/PageHeading.tsx";
import { Failure, NotFoundPage, Skeleton, StaleNotice } from "../parts/states.tsx";
import { useAnswer } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import "./mailTexts.css";
import { MailTextEditor } from "./MailTextEditor.tsx";
import { useMailText, type MailText } from "./useMailText.ts";

const kinds = ["CODE", "BINDING_RESET", "PASSWORD_RESET"] as const satisfies readonly MailKind[];
const languages = ["EN", "ZH"] as const satisfies readonly MailLanguage[];

interface ChosenProps {
  applicationId: string;
  text: MailText;
  mayChange: boolean;
  onChoose: (kind: MailKind, language: MailLanguage) => void;
}

/** The pickers, and the text that they name; with unsaved changes another one cannot be picked. */
function Chosen({ applicationId, text, mayChange, onChoose }: ChosenProps) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  const edit = useMailText(applicationId, text);
  const hint = edit.isChanged && !edit.conflict ? words.pickLater : undefined;
  return (
    <>
      <div className="mail-pickers">
        <SelectField
          label={words.kind}
          hint={hint}
          value={text.kind}
          disabled={edit.isChanged}
          onChange={(event) => onChoose(kinds.find((each) => each === event.target.value) ?? "CODE", text.language)}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={words.language}
          value={text.language}
          disabled={edit.isChanged}
          onChange={(event) => onChoose(text.kind, languages.find((each) => each === event.target.value) ?? "EN")}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {words.languages[language]}
            </option>
          ))}
        </SelectField>
      </div>
      <MailTextEditor key={`${text.kind}-${text.language}`} edit={edit} mayChange={mayChange} />
    </>
  );
}

/** Application › Mail texts: what its mails say, and what they may use. */
export default function MailTextsPage({ id, name }: { id: string; name: string }) {
  const { texts, locale } = useLanguage();
  const { may, role } = useViewer();
  const [kind, setKind] = useState<MailKind>("CODE");
  const [language, setLanguage] = useState<MailLanguage>(locale === "zh" ? "ZH" : "EN");
  const { data, error, isPending, refetch } = useAnswer(MailTextsDocument, { id });
  const words = texts.mailTexts;
  const mayChange = may("changeFactors");
  if (data && !data.application) return <NotFoundPage />;
  const text = data?.application?.mailTexts.find((each) => each.kind === kind && each.language === language);
  return (
    <>
      <PageHeading title={words.title} within={name} lead={words.lead} />
      {!mayChange && <p className="notice notice-soft">{words.readOnly(texts.roles[role])}</p>}
      {isPending && <Skeleton />}
      {error && data && <StaleNotice error={error} onRetry={() => void refetch()} />}
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {text && (
        <Chosen
          key={`${kind}-${language}`}
          applicationId={id}
          text={text}
          mayChange={mayChange}
          onChoose={(nextKind, nextLanguage) => {
            setKind(nextKind);
            setLanguage(nextLanguage);
          }}
        />
      )}
    </>
  );
}
