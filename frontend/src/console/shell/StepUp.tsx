import { useEffect, useState } from "react";
import { cleanCode, isComplete } from "../../shared/code.ts";
import { BeginStepUpDocument, VerifyStepUpDocument } from "../gql/graphql.ts";
import { deadlineIn } from "../parts/countdown.ts";
import { FormDialog } from "../parts/FormDialog.tsx";
import { readText } from "../parts/form.ts";
import { describe } from "../problems.ts";
import { useAsk } from "../requests.ts";
import { endStepUp, useStepUpAsked } from "../stepUp.ts";
import { useLanguage } from "../texts/context.tsx";
import { Methods, type Challenge, type Kind } from "./StepUpMethods.tsx";
import { attemptsWarning, refusalOf, wrongCode } from "./stepUpRefusal.ts";

function StepUpDialog() {
  const { locale, texts } = useLanguage();
  const begin = useAsk(BeginStepUpDocument);
  const verify = useAsk(VerifyStepUpDocument);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [chosen, setChosen] = useState<Kind | null>(null);
  const [ended, setEnded] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isFirst, setIsFirst] = useState(true);
  const [isProven, setIsProven] = useState(false);
  const kind = chosen ?? challenge?.methods[0]?.kind ?? "OTP";

  /** Nothing can be confirmed any more: the field goes, and the sentence says why. */
  function end(sentence: string): void {
    setChallenge(null);
    setEnded(sentence);
  }

  useEffect(() => {
    begin({}).then(
      ({ beginStepUp: answer }) => {
        if (answer.__typename === "LoginChallenge") setChallenge({ ...answer, endsAt: deadlineIn(answer.expiresIn) });
        else setEnded(refusalOf(answer, locale, texts));
      },
      (error: unknown) => setEnded(describe(error, texts)),
    );
    // Once: each call opens a challenge of its own.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  async function submit(form: FormData): Promise<string | undefined> {
    if (!challenge) return "";
    const code = cleanCode(readText(form, "code"));
    setProblem(undefined);
    if (!isComplete(code)) {
      setProblem(texts.stepUp.sixDigits);
      return "";
    }
    setIsFirst(false);
    const { verifyFactor: answer } = await verify({ input: { challenge: challenge.token, kind, code } });
    if (answer.__typename === "StepUpCompleted") {
      setIsProven(true);
      endStepUp(true);
      return undefined;
    }
    if (answer.__typename !== "InvalidCode") {
      end(refusalOf(answer, locale, texts));
      return "";
    }
    setChallenge({ ...challenge, attemptsRemaining: answer.attemptsRemaining });
    setProblem(wrongCode(answer, kind, texts));
    return "";
  }

  // Where no error says it already: the count is one for both methods, and for every login.
  const warning = challenge && !problem && attemptsWarning(challenge.attemptsRemaining, texts);
  return (
    <FormDialog
      isLast
      title={texts.stepUp.title}
      lead={ended ? undefined : texts.stepUp.lead}
      submit={ended ? undefined : texts.stepUp.confirm}
      onClose={() => !isProven && endStepUp(false)}
      onSubmit={submit}
    >
      {challenge && (
        <Methods
          challenge={challenge}
          kind={kind}
          problem={problem}
          isFirst={isFirst}
          onEnd={end}
          onKind={(next) => {
            setProblem(undefined);
            setChosen(next);
          }}
        />
      )}
      {warning && <p className="notice notice-warn">{warning}</p>}
      {ended && (
        <p className="notice notice-danger" role="alert">
          {ended}
        </p>
      )}
      {!challenge && !ended && (
        <p className="soft" role="status">
          {texts.states.loading}
        </p>
      )}
    </FormDialog>
  );
}

/** Over whatever asked for it: a fresh second step, then the work goes on by itself. */
export function StepUp() {
  return useStepUpAsked() ? <StepUpDialog /> : null;
}
