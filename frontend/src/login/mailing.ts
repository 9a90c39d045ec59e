// The mailed code of one challenge (L9): both the email tab and the binding use it, and a switch of tabs keeps it.
import { useEffect, useState } from "preact/hooks";
import { type Action, useAction } from "./action.ts";
import { deadlineIn, secondsUntil, useWait } from "./countdown.ts";
import { texts, visit } from "./door.ts";
import { send } from "./visit.ts";
import { SendEmailCodeDocument } from "./gql/graphql.ts";
import type { Challenge } from "./stage.ts";

export interface Mailing {
  /** Where a code went in this challenge; null: nowhere yet. */
  sentTo: string | null;
  /** For how many minutes it worked, told when it was sent or found sent. */
  minutes: number;
  /** Seconds until it may be sent again; 0: now. */
  wait: number;
  isBusy: boolean;
  problem: string | null;
  send: () => void;
}

const minutesUntil = (deadline: number): number => Math.ceil(secondsUntil(deadline) / 60);

type EmailCode = NonNullable<Challenge["emailCode"]>;

export function useMailing({ token, emailCode, expiresIn }: Challenge): Mailing {
  const action: Action = useAction();
  const [sentTo, setSentTo] = useState(emailCode?.maskedEmail ?? null);
  const wait = useWait(emailCode?.resendAfter);
  const [end] = useState(() => deadlineIn(expiresIn));
  const [minutes, setMinutes] = useState(() => minutesUntil(end));
  // Why no mail went out, in no language yet, which may be changed while it stands: the failure's reference, or "" for too many.
  const [refusal, setRefusal] = useState<string | null>(null);

  function sent(code: EmailCode): void {
    setSentTo(code.maskedEmail);
    // It lives as long as its challenge (L9).
    setMinutes(minutesUntil(end));
    wait.start(code.resendAfter);
  }

  // The challenge was read again: another tab may have sent meanwhile.
  useEffect(() => {
    if (emailCode) sent(emailCode);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only another reading counts
  }, [emailCode]);

  async function request(): Promise<void> {
    setRefusal(null);
    const { sendEmailCode: answer } = await send(SendEmailCodeDocument, { input: { challenge: token } });
    if (answer.__typename === "EmailCodeSent") sent(answer);
    else if (answer.__typename === "MailUnavailable") setRefusal(answer.reference);
    else if (answer.__typename === "RateLimited") {
      wait.start(answer.retryAfter);
      setRefusal("");
    } else await visit.turn(answer);
  }

  return {
    sentTo,
    minutes,
    wait: wait.left,
    isBusy: action.isBusy,
    problem: action.failure ?? (refusal ? texts.mailUnavailable(refusal) : refusal === null ? null : texts.sendLimited),
    send: () => {
      if (wait.left === 0) void action.run(request);
    },
  };
}
