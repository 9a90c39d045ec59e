import { useAction } from "../action.ts";
import { locale, texts, visit } from "../door.ts";
import { Alert } from "../parts/Alert.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Title } from "../parts/Title.tsx";
import type { Proof } from "../place.ts";
import type { Texts } from "../texts/en.ts";
import { dayAndTime } from "../times.ts";

/** What was proven, from the session's `amr` (RFC 8176). */
export function provenBy(texts: Texts, amr: readonly string[]): string {
  if (amr.includes("otp")) return texts.pwdAndOtp;
  return amr.includes("email") ? texts.pwdAndEmail : texts.pwd;
}

/** The end of a login in an application that has no page of its own here. */
export function SignedIn({ proof, email }: { proof: Proof; email: string }) {
  const action = useAction();
  return (
    <>
      <span class="badge good">
        <Icon name="check" />
      </span>
      <Title text={texts.signedInTitle} />
      <dl class="facts">
        <dt>{texts.signedInAs}</dt>
        <dd translate={false}>{email}</dd>
        <dt>{texts.proven}</dt>
        <dd>{provenBy(texts, proof.amr)}</dd>
        <dt>{texts.endsAt}</dt>
        <dd>
          <time dateTime={proof.expiresAt}>{dayAndTime(locale, proof.expiresAt)}</time>
        </dd>
      </dl>
      <button
        type="button"
        class="second wide"
        aria-disabled={action.isBusy}
        onClick={() => void action.run(() => visit.signOut())}
      >
        {texts.signOut}
      </button>
      <Alert text={action.failure} />
    </>
  );
}
