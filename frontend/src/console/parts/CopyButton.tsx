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
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(texts.actions.copied);
  }
  return (
    <Button aria-label={label} onClick={() => void copy()}>
      {copied ? <IconCheck size={18} aria-hidden="true" /> : <IconCopy size={18} aria-hidden="true" />}
      {texts.actions.copy}
    </Button>
  );
}
