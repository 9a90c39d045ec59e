import { useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { guardLeaving } from "../shell/leaving.ts";
import { useLanguage } from "../texts/context.tsx";

/** Asks before a text that is not saved is left. While it is drawn, it guards. */
export function LeaveQuestion() {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  const [go, setGo] = useState<(() => void) | null>(null);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    stop.current = guardLeaving((way) => setGo(() => way));
    return () => stop.current();
  }, []);
  if (!go) return null;
  return (
    <ConfirmDialog
      title={words.leaveTitle}
      confirm={words.leaveGo}
      onClose={() => setGo(null)}
      onConfirm={() => {
        stop.current();
        go();
        return Promise.resolve(undefined);
      }}
    >
      <p>{words.leaveBody}</p>
    </ConfirmDialog>
  );
}
