import { formatCountdown } from "../../shared/time.ts";
import type { Wait } from "../countdown.ts";
import { texts } from "../door.ts";
import { Icon } from "./Icon.tsx";

/** The wait after too many passwords: it ticks for the eye, and is said once to the ear. */
export function RateLimit({ wait }: { wait: Wait }) {
  return (
    <>
      <div role="alert" class="unseen">
        {wait.left > 0 && texts.rateLimited(formatCountdown(wait.first))}
      </div>
      {wait.left > 0 && (
        <div class="alert" aria-hidden="true">
          <p class="problem">
            <Icon name="clock" />
            {texts.rateLimited(formatCountdown(wait.left))}
          </p>
        </div>
      )}
    </>
  );
}
