import { texts } from "../door.ts";
import { attemptsWarning, type Refused } from "../refusal.ts";

/** The warning before the lock, where no error says it already: the count is one for all tabs and logins (A1). */
export function AttemptsLeft({ left, refusal }: { left: number; refusal: Refused | null }) {
  const warning = refusal?.__typename === "InvalidCode" ? null : attemptsWarning(texts, left);
  return warning && <p class="notice warning">{warning}</p>;
}
