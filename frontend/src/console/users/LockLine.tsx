import { IconLock } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { UnlockUserDocument } from "../gql/graphql.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { useNow } from "../parts/useNow.ts";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { formatLockEnd, isEndless } from "./lock.ts";
import type { User } from "./UserPage.tsx";

/** The lock and the count of wrong codes, with the way to end them (rules A2, A3, A8). */
export function LockLine({ user }: { user: User }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const { may } = useViewer();
  const announce = useAnnounce();
  const change = useChange(UnlockUserDocument);
  const unlock = () =>
    change.mutate(
      { input: { userId: user.id } },
      {
        onSuccess: ({ unlockUser }) =>
          announce(unlockUser.__typename === "NotFound" ? texts.states.gone : texts.user.unlocked),
        onError: (error) => announce(describe(error, texts)),
      },
    );
  if (!user.lockedUntil) {
    return <p className="soft">{user.failedAttempts > 0 ? texts.user.attempts(user.failedAttempts) : texts.user.noAttempts}</p>;
  }
  const sentence = isEndless(user.lockedUntil)
    ? texts.user.lockedForGood
    : texts.user.lockedUntil(formatLockEnd(locale, user.lockedUntil, now), user.failedAttempts);
  return (
    <div className="notice notice-danger notice-line">
      <IconLock size={20} aria-hidden="true" />
      <span>{sentence}</span>
      {may("supportUsers") && (
        <Button onClick={unlock} busy={change.isPending}>
          {change.isPending ? texts.actions.working : texts.user.unlock}
        </Button>
      )}
    </div>
  );
}
