import { useState } from "react";
import { formatTime } from "../../shared/time.ts";
import { useViewer } from "../access.ts";
import { SendMailCheckDocument } from "../gql/graphql.ts";
import { Button } from "../parts/Button.tsx";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";

interface Said {
  isGood: boolean;
  sentence: string;
}

/** A message to the administrator's own address; what became of it stays on the page. */
export function MailCheck() {
  const { locale, texts } = useLanguage();
  const words = texts.mailSettings;
  const { email } = useViewer();
  const change = useChange(SendMailCheckDocument);
  const [said, setSaid] = useState<Said>();

  async function send(): Promise<Said> {
    const { sendMailCheck } = await change.mutateAsync({});
    switch (sendMailCheck.__typename) {
      case "MailCheckSent":
        return { isGood: true, sentence: words.checked(sendMailCheck.email) };
      case "MailUnavailable":
        return { isGood: false, sentence: words.refused(sendMailCheck.reference) };
      case "RateLimited":
        return { isGood: false, sentence: words.limited(formatTime(locale, sendMailCheck.retryAt)) };
    }
  }

  async function check() {
    setSaid(undefined);
    setSaid(await send().catch((error: unknown) => ({ isGood: false, sentence: describe(error, texts) })));
  }

  return (
    <section className="panel" aria-labelledby="mail-check">
      <h2 id="mail-check">{words.checkTitle}</h2>
      <p>{words.checkLead(email)}</p>
      <Button busy={change.isPending} onClick={() => void check()}>
        {change.isPending ? texts.actions.working : words.check}
      </Button>
      <div role="status">{said?.isGood && <p className="notice notice-good">{said.sentence}</p>}</div>
      {said && !said.isGood && (
        <p className="notice notice-danger" role="alert">
          {said.sentence}
        </p>
      )}
    </section>
  );
}
