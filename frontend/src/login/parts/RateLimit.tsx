import { formatCountdown } from "../../shared/time.ts";
import { texts } from "../door.ts";
import { Icon } from "./Icon.tsx";

/** The wait after too many passwords: it ticks for the eye, and is said once to the ear. */
export function RateLimit({ wait, firstWait }: { wait: number; firstWait: number }) {
  return (
    <>
      <div role="alert" class="unseen">
        {wait > 0 && texts.rateLimited(formatCountdown(firstWait))}
      </div>
      {wait > 0 && (
        <div class="alert" aria-hidden="true">
          <p class="problem">
            <Icon name="clock" />
            {texts.rateLimited(formatCountdown(wait))}
          </p>
        </div>
      )}
    </>
  );
}
