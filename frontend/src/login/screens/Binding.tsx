import { Alert } from "../parts/Alert.tsx";
import { OfferedSecret, useIsPhone } from "../parts/OfferedSecret.tsx";
import type { Challenge } from "../stage.ts";
import type { Mailing } from "../mailing.ts";
import { texts, visit } from "../door.ts";
import { useOffer } from "../offer.ts";
import { BindingForm } from "./BindingForm.tsx";

interface Props {
  challenge: Challenge;
  maskedEmail: string;
  mailing: Mailing;
  isTabbed: boolean;
}

/** The first OTP binding (L5, ux.md 2). */
export function Binding({ challenge, maskedEmail, mailing, isTabbed }: Props) {
  const isPhone = useIsPhone();
  const { offer, isExpired, isReplaced, failure, begin, expire } = useOffer(challenge.token, mailing);

  /** The button goes with what it asked for: its focus must not go with it. */
  function again(): void {
    begin();
    document.querySelector("h1")?.focus();
  }

  return (
    <>
      {isTabbed && <h2>{texts.bindTitle}</h2>}
      <p>{texts.bindIntro(visit.applicationName)}</p>
      {isExpired || failure ? (
        <>
          <Alert text={isExpired ? texts.bindExpired : failure} />
          <button type="button" class="main" onClick={again}>
            {isExpired ? texts.newQrCode : texts.tryAgain}
          </button>
        </>
      ) : (
        <BindingForm {...{ challenge, maskedEmail, mailing, isPhone }} onExpired={expire}>
          {isReplaced && <p class="notice">{texts.deleteEarlier(visit.applicationName)}</p>}
          <OfferedSecret {...{ offer, isPhone }} />
        </BindingForm>
      )}
    </>
  );
}
