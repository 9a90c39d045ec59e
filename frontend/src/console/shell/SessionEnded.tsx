import { Button } from "../parts/Button.tsx";
import { DialogFrame } from "../parts/DialogFrame.tsx";
import { goToLogin } from "../place.ts";
import { useSessionOver } from "../session.ts";
import { useLanguage } from "../texts/context.tsx";

/** Before everything else once the session is over: the only thing left to do is to sign in again. */
export function SessionEnded() {
  const { texts } = useLanguage();
  const isOver = useSessionOver();
  if (!isOver) return null;
  return (
    <DialogFrame isAlert isLast title={texts.shell.endedTitle} lead={texts.shell.endedBody}>
      <div className="dialog-actions">
        <Button tone="primary" onClick={() => goToLogin()}>
          {texts.shell.signInAgain}
        </Button>
      </div>
    </DialogFrame>
  );
}
