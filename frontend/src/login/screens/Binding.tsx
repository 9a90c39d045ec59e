import { Alert } from "../parts/Alert.tsx";
import { Enrollment } from "../parts/Enrollment.tsx";
import type { Challenge } from "../stage.ts";
import type { Mailing } from "../mailing.ts";
import { useDoor } from "../door.ts";
import { useEnrollment } from "../enrollment.ts";
import { BindingForm } from "./BindingForm.tsx";

interface Props {
  challenge: Challenge;
  maskedEmail: string;
  mailing: Mailing;
  isTabbed: boolean;
}

/** The first OTP binding (L5, ux.md 2). */
export function Binding({ challenge, maskedEmail, mailing, isTabbed }: Props) {
  const { texts, flow } = useDoor();
  const { enrolled, isExpired, isReplaced, failure, begin, expire } = useEnrollment(challenge.token, mailing);

  return (
    <>
      {isTabbed && <h2>{texts.bindTitle}</h2>}
      <p>{texts.bindIntro(flow.applicationName)}</p>
      {isExpired || failure ? (
        <>
          <Alert text={isExpired ? texts.bindExpired : failure} />
          <button type="button" class="main" onClick={begin}>
            {isExpired ? texts.newQrCode : texts.tryAgain}
          </button>
        </>
      ) : (
        <BindingForm {...{ challenge, maskedEmail, mailing }} onExpired={expire}>
          {isReplaced && <p class="notice">{texts.deleteEarlier(flow.applicationName)}</p>}
          <Enrollment enrolled={enrolled} />
        </BindingForm>
      )}
    </>
  );
}
