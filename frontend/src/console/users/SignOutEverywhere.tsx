import { SignOutEverywhereDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { goToLogin } from "../place.ts";
import { useChange } from "../requests.ts";
import { forgetRecent } from "../shell/finder.ts";
import { useLanguage } from "../texts/context.tsx";

interface SignOutEverywhereProps {
  user: { id: string; email: string };
  isOwn: boolean;
  onClose: () => void;
}

/** Asks before every session of a user ends; one's own take this page along. */
export function SignOutEverywhere({ user, isOwn, onClose }: SignOutEverywhereProps) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const change = useChange(SignOutEverywhereDocument, { leaves: isOwn });

  async function signOut(): Promise<string | undefined> {
    const { signOutEverywhere } = await change.mutateAsync({ input: { userId: user.id } });
    if (signOutEverywhere.__typename === "NotFound") return texts.states.gone;
    if (isOwn) {
      forgetRecent(sessionStorage);
      goToLogin("/");
    } else announce(texts.sessions.ended(signOutEverywhere.endedSessions));
    return undefined;
  }

  return (
    <ConfirmDialog
      title={isOwn ? texts.sessions.ownTitle : texts.sessions.endTitle(user.email)}
      confirm={texts.sessions.signOutEverywhere}
      onClose={onClose}
      onConfirm={signOut}
    >
      <p>{isOwn ? texts.sessions.ownBody : texts.sessions.endBody}</p>
    </ConfirmDialog>
  );
}
