import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Button } from "../parts/Button.tsx";
import { goToLogin } from "../place.ts";
import { useSessionOver } from "../session.ts";
import { useLanguage } from "../texts/context.tsx";

/** Before everything else once the session is over: the only thing left to do is to sign in again. */
export function SessionEnded() {
  const { texts } = useLanguage();
  const isOver = useSessionOver();
  if (!isOver) return null;
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop backdrop-last" />
        <AlertDialog.Popup className="dialog dialog-last">
          <AlertDialog.Title className="dialog-title">{texts.shell.endedTitle}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{texts.shell.endedBody}</AlertDialog.Description>
          <div className="dialog-actions">
            <Button tone="primary" onClick={() => goToLogin()}>
              {texts.shell.signInAgain}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
