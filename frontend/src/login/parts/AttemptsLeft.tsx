import { useDoor } from "../door.ts";
import { attemptsWarning } from "../refusal.ts";

/** The warning before the lock, where no error says it already: the count is one for all tabs and logins (A1). */
export function AttemptsLeft({ left, isTold }: { left: number; isTold: boolean }) {
  const { texts } = useDoor();
  const warning = isTold ? null : attemptsWarning(texts, left);
  return warning && <p class="notice warning">{warning}</p>;
}
