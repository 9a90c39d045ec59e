import { ResetEmailDocument, ResetOtpDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import type { Binding } from "./MfaModule.tsx";

interface ResetDialogProps {
  email: string;
  userId: string;
  binding: Binding;
  finalFocus: () => HTMLElement | null;
  onClose: () => void;
}

/** Asks before a binding is destroyed for good (rule M2). */
export function ResetDialog({ email, userId, binding, finalFocus, onClose }: ResetDialogProps) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const resetOtp = useChange(ResetOtpDocument);
  const resetEmail = useChange(ResetEmailDocument);
  const factor = texts.factors[binding.kind];
  const { id: applicationId, name } = binding.application;

  async function reset(): Promise<string | undefined> {
    const variables = { input: { userId, applicationId } };
    const { __typename } =
      binding.kind === "OTP"
        ? (await resetOtp.mutateAsync(variables)).resetOtp
        : (await resetEmail.mutateAsync(variables)).resetEmail;
    if (__typename === "NotFound") return texts.states.gone;
    announce(texts.user.resetDone(factor, name));
    return undefined;
  }

  return (
    <ConfirmDialog
      title={texts.user.resetTitle(factor, email)}
      confirm={texts.user.resetConfirm(factor)}
      finalFocus={finalFocus}
      onClose={onClose}
      onConfirm={reset}
    >
      <p>{binding.kind === "OTP" ? texts.user.resetOtpBody(name) : texts.user.resetEmailBody(name)}</p>
      <p>{texts.user.resetMail}</p>
    </ConfirmDialog>
  );
}
