import { ResetEmailDocument, ResetOtpDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { readText } from "../parts/form.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Binding } from "./Bindings.tsx";
import { SupportDialog } from "./SupportDialog.tsx";

interface ResetDialogProps {
  email: string;
  userId: string;
  binding: Binding;
  finalFocus: () => HTMLElement | null;
  /** The binding is gone. */
  onReset: () => void;
  onClose: () => void;
}

/** Asks before a binding is destroyed for good (rule M2): why, and what becomes of the user's other sessions. */
export function ResetDialog({ email, userId, binding, finalFocus, onReset, onClose }: ResetDialogProps) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const resetOtp = useChange(ResetOtpDocument);
  const resetEmail = useChange(ResetEmailDocument);
  const factor = texts.factors[binding.kind];
  const { id: applicationId, name } = binding.application;

  async function reset(form: FormData, reason: string | null): Promise<string | undefined> {
    const endOtherSessions = readText(form, "sessions") === "end";
    const variables = { input: { userId, applicationId, reason, endOtherSessions } };
    const { __typename } =
      binding.kind === "OTP"
        ? (await resetOtp.mutateAsync(variables)).resetOtp
        : (await resetEmail.mutateAsync(variables)).resetEmail;
    if (__typename === "NotFound") return texts.states.gone;
    if (__typename === "OwnAccount") return texts.support.own;
    onReset();
    announce(texts.user.resetDone(factor, name));
    return undefined;
  }

  return (
    <SupportDialog
      title={texts.user.resetTitle(factor, email)}
      confirm={texts.user.resetConfirm(factor)}
      finalFocus={finalFocus}
      onClose={onClose}
      onConfirm={reset}
      choices={
        <fieldset className="choices">
          <legend>{texts.support.otherSessions}</legend>
          <label className="choice">
            <input type="radio" name="sessions" value="stay" defaultChecked />
            {texts.support.sessionsStay}
          </label>
          <label className="choice">
            <input type="radio" name="sessions" value="end" />
            {texts.support.sessionsEnd}
          </label>
        </fieldset>
      }
    >
      <p>{binding.kind === "OTP" ? texts.user.resetOtpBody(name) : texts.user.resetEmailBody(name)}</p>
      <p>{texts.user.resetMail}</p>
    </SupportDialog>
  );
}
