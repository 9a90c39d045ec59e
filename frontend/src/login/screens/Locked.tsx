import { useEffect, useRef, useState } from "preact/hooks";
import { formatCountdown } from "../../shared/time.ts";
import { deadlineIn, useSecondsUntil } from "../countdown.ts";
import { useDoor } from "../door.ts";
import { Icon } from "../parts/Icon.tsx";
import { aboutId, Title } from "../parts/Title.tsx";
import type { Lock } from "../place.ts";
import { wallClock } from "../times.ts";

/** A lock that only an administrator ends says so by lying in the year 9999 (A8). */
const isForGood = ({ lockedUntil }: Lock): boolean => lockedUntil.startsWith("9999");

/** Said aloud at ten minutes and at one; the entry and the end are said by the page's own change (ux.md 4). */
const milestone = (seconds: number): number | null => (seconds <= 60 ? 1 : seconds <= 600 ? 10 : null);

function Waiting({ lock, wait, firstWait }: { lock: Lock; wait: number; firstWait: number }) {
  const { texts, locale } = useDoor();
  const minutes = milestone(wait);
  const isNews = minutes !== null && minutes !== milestone(firstWait);
  return (
    <>
      <Title text={texts.lockedTitle} />
      <p id={aboutId} role="timer" aria-live="off">
        {texts.lockedUntil(wallClock(locale, lock.lockedUntil), formatCountdown(wait))}
      </p>
      <p role="status" class="unseen">
        {isNews && texts.minutesLeft(minutes)}
      </p>
    </>
  );
}

/** The account is locked for an hour (A2); told only after a right password. At zero it turns into a way on. */
export function Locked({ lock }: { lock: Lock }) {
  const { texts, visit } = useDoor();
  const [firstWait] = useState(() => (lock.endsAt - Date.now()) / 1000);
  const [deadline] = useState(() => deadlineIn(firstWait));
  const wait = useSecondsUntil(deadline);
  const leave = useRef<HTMLButtonElement>(null);
  const isOver = wait === 0 && !isForGood(lock);
  useEffect(() => {
    if (isOver) leave.current?.focus();
  }, [isOver]);

  function body() {
    if (isOver) return <Title key="over" text={texts.unlockedTitle} />;
    if (!isForGood(lock)) return <Waiting key="waiting" lock={lock} wait={wait} firstWait={firstWait} />;
    return (
      <>
        <Title key="for-good" text={texts.lockedTitle} />
        <p id={aboutId}>{texts.lockedForGood}</p>
      </>
    );
  }

  return (
    <>
      <span class={isOver ? "badge good" : "badge bad"}>
        <Icon name={isOver ? "check" : "lock"} />
      </span>
      {body()}
      {!isOver && <p class="hint">{texts.lockedMail}</p>}
      <button
        ref={leave}
        type="button"
        class={isOver ? "main" : "quiet"}
        onClick={visit.leave}
      >
        {isOver ? texts.signInAgain : texts.otherAccount}
      </button>
    </>
  );
}
