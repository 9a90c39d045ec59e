import { useEffect, useRef, useState } from "preact/hooks";
import { formatCountdown } from "../../shared/time.ts";
import { useWait } from "../countdown.ts";
import { locale, texts, visit } from "../door.ts";
import { Icon } from "../parts/Icon.tsx";
import { Support } from "../parts/Support.tsx";
import { aboutId, Title } from "../parts/Title.tsx";
import type { Lock } from "../place.ts";
import { wallClock } from "../times.ts";

/** A lock that only an administrator ends says so by lying in the year 9999 (A8). */
const isForGood = ({ lockedUntil }: Lock): boolean => lockedUntil.startsWith("9999");

/** Said aloud at ten minutes and at one, and the end; the entry is said by the page's own change (ux.md 4). */
const milestone = (seconds: number): number | null => (seconds <= 60 ? 1 : seconds <= 600 ? 10 : null);

/** The account is locked for an hour (A2); told only after a right password. At zero it turns into a way on. */
export function Locked({ lock }: { lock: Lock }) {
  const [firstWait] = useState(() => (lock.endsAt - Date.now()) / 1000);
  const { left: wait } = useWait(firstWait);
  const leave = useRef<HTMLButtonElement>(null);
  const isEndless = isForGood(lock);
  const isOver = wait === 0 && !isEndless;
  useEffect(() => {
    if (isOver) leave.current?.focus();
  }, [isOver]);

  const minutes = milestone(wait);
  const isNews = !isEndless && minutes !== null && minutes !== milestone(firstWait);
  const news = isOver ? texts.unlockedTitle : isNews && texts.minutesLeft(minutes);
  const until = isEndless
    ? texts.lockedForGood
    : texts.lockedUntil(wallClock(locale, lock.lockedUntil), formatCountdown(wait));

  return (
    <>
      <span class={isOver ? "badge good" : "badge bad"}>
        <Icon name={isOver ? "check" : "lock"} />
      </span>
      <Title key={String(isOver)} text={isOver ? texts.unlockedTitle : texts.lockedTitle} />
      {!isOver && (
        <>
          <p id={aboutId} role={isEndless ? undefined : "timer"} aria-live="off">
            {until}
          </p>
          <p class="hint">{texts.lockedMail}</p>
        </>
      )}
      <p role="status" class="unseen">
        {news}
      </p>
      {isEndless && (
        <p>
          <Support />
        </p>
      )}
      <button ref={leave} type="button" class={isOver ? "main" : "quiet"} onClick={visit.leave}>
        {isOver ? texts.signInAgain : texts.otherAccount}
      </button>
    </>
  );
}
