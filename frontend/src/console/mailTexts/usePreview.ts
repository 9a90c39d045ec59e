import { useEffect, useState } from "react";
import { MailTextPreviewDocument, type MailTextInput, type MailTextPreviewQuery } from "../gql/graphql.ts";
import { useAnswer } from "../requests.ts";

type Answer = MailTextPreviewQuery["mailTextPreview"];
export type Mail = Extract<Answer, { __typename: "MailTextPreview" }>;
export type Fault = Extract<Answer, { __typename: "MailTextFaulty" }>["faults"][number];

const pause = 350;

/** The mail that a text would make, asked for when the writer pauses; the last one stays until the next has come. */
export function usePreview(input: MailTextInput) {
  const [asked, setAsked] = useState(input);
  const key = JSON.stringify(input);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.parse(key) as MailTextInput), pause);
    return () => clearTimeout(timer);
  }, [key]);
  const { data, error, refetch } = useAnswer(MailTextPreviewDocument, { input: asked });
  const [last, setLast] = useState<Answer>();
  const answer = data?.mailTextPreview;
  if (answer && answer !== last) setLast(answer);
  const shown = answer ?? last;
  return {
    mail: shown?.__typename === "MailTextPreview" ? shown : undefined,
    faults: shown?.__typename === "MailTextFaulty" ? shown.faults : [],
    error,
    retry: () => void refetch(),
  };
}
