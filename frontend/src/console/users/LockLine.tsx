import { IconLock } from "@tabler/icons-react";
import { useViewer } from "../access.ts";
import { UnlockUserDocument } from "../gql/graphql.ts";
import type { RefObject } from "react";
import { useAnnounce } from "../parts/Announcer.tsx";
import { PassingButton } from "../parts/PassingButton.tsx";
import { useNow } from "../parts/useNow.ts";
import { describe } from "../problems.ts";
import { useChange } from "../requests.ts";
import { useLanguage } from "../texts/context.tsx";
import { formatLockEnd, isEndless } from "./lock.ts";
import type { User } from "./UserPage.tsx";

/** The lock and the count of wrong codes, with the way to end them (rules A2, A3, A8). */
export function LockLine({ user, home }: { user: User; home: RefObject<HTMLElement | null> }) {
  const { locale, texts } = useLanguage();
  const now = useNow();
  const { may } = useViewer();
  const announce = useAnnounce();
  const change = useChange(UnlockUserDocument);
  const unlock = () =>
    change.mutate(
      { input: { userId: user.id } },
      { onSuccess: ({ unlockUser }) => unlockUser.__typename === "UserUnlocked" && announce(texts.user.unlocked) },
    );
  const isGone = change.data?.unlockUser.__typename === "NotFound";
  const problem = change.isError ? describe(change.error, texts) : isGone && texts.states.gone;
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
        <PassingButton home={home} onClick={unlock} busy={change.isPending}>
          {change.isPending ? texts.actions.working : texts.user.unlock}
        </PassingButton>
      )}
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}
