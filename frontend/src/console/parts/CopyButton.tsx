import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useLanguage } from "../texts/context.tsx";
import { useAnnounce } from "./Announcer.tsx";
import { Button } from "./Button.tsx";

/** `label` says what is copied where "Copy" alone would not. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  async function copy() {
    // Without TLS, or where the browser withholds it, there is no clipboard.
    const isDone = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(() => true, () => false);
    setCopied(isDone);
    announce(isDone ? texts.actions.copied : texts.actions.notCopied, isDone);
  }
  return (
    <Button aria-label={label} onClick={() => void copy()}>
      {copied ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />}
      {texts.actions.copy}
    </Button>
  );
}
