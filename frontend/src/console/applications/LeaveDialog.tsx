import { useEffect, useRef, useState } from "react";
import { Button } from "../parts/Button.tsx";
import { DialogFrame } from "../parts/DialogFrame.tsx";
import { guardLeaving } from "../shell/leaving.ts";
import { useLanguage } from "../texts/context.tsx";

interface LeaveDialogProps {
  /** What is not saved yet, in words. */
  body: string;
  /** Answers whether it worked; if not, the page says why. Absent: leaving is discarding. */
  onDiscard?: () => Promise<boolean>;
}

/**
 * Asks before another page takes the place of one with unsaved changes. While it is drawn, it guards. The way that
 * throws work away is the red one.
 */
export function LeaveDialog({ body, onDiscard }: LeaveDialogProps) {
  const { texts } = useLanguage();
  const [go, setGo] = useState<(() => void) | null>(null);
  const stay = useRef<HTMLButtonElement>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    stop.current = guardLeaving((way) => setGo(() => way));
    return () => stop.current();
  }, []);
  if (!go) return null;
  const leave = () => {
    stop.current();
    go();
  };
  const close = () => setGo(null);
  return (
    <DialogFrame isAlert title={texts.mfa.leaveTitle} lead={body} initialFocus={stay} onClose={close}>
      <div className="dialog-actions">
        <Button ref={stay} onClick={close}>
          {texts.mfa.leaveStay}
        </Button>
        {onDiscard && (
          <Button
            tone="danger"
            onClick={() => {
              void onDiscard().then((isDone) => (isDone ? leave() : close()));
            }}
          >
            {texts.mfa.leaveDiscard}
          </Button>
        )}
        <Button tone={onDiscard ? "plain" : "danger"} onClick={leave}>
          {texts.mfa.leaveGo}
        </Button>
      </div>
    </DialogFrame>
  );
}
