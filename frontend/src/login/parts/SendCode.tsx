import { useRef } from "preact/hooks";
import { formatCountdown } from "../../shared/time.ts";
import { texts, visit } from "../door.ts";
import type { Mailing } from "../mailing.ts";
import { Alert } from "./Alert.tsx";

/**
 * The button that mails a code, with the wait until the next one and, in the demo, the way to the mailbox. Where the
 * eye is told already (`isTold`) that a code went out, it is only announced.
 */
export function SendCode({ mailing, isTold = false }: { mailing: Mailing; isTold?: boolean }) {
  const { sentTo, minutes, wait, isBusy } = mailing;
  const hasWaited = useRef(false);
  hasWaited.current ||= wait > 0;

  function label(): string {
    if (isBusy) return texts.sending;
    // The ticking text is the button's own and in no live region: it would be read out every second.
    if (wait > 0) return texts.resendIn(wait, formatCountdown(wait));
    return sentTo ? texts.resend : texts.sendCode;
  }

  return (
    <div class="mailing">
      <p role="status" class={isTold ? "unseen" : ""}>
        {sentTo && texts.emailed(sentTo, minutes)}
      </p>
      <div class="row">
        <button type="button" class={sentTo || isTold ? "second" : "main"} aria-disabled={isBusy || wait > 0} onClick={mailing.send}>
          {label()}
        </button>
        {visit.isDemo && (
          <a class="quiet" href="/mailbox" target="_blank" rel="noopener">
            {texts.openMailbox} <span class="unseen">{texts.newWindow}</span>
          </a>
        )}
      </div>
      <p role="status" class="unseen">
        {hasWaited.current && wait === 0 && !isBusy && texts.canResend}
      </p>
      <Alert text={mailing.problem} />
    </div>
  );
}
