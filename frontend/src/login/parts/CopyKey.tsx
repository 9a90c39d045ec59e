import { useEffect, useState } from "preact/hooks";
import { useDoor } from "../door.ts";

/** Whether the clipboard took `text`. Where it is withheld the key can still be selected: it has no blanks. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies the secret without blanks and says so. */
export function CopyKey({ secret }: { secret: string }) {
  const { texts } = useDoor();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setCopied(false);
    }, 3000);
    return () => {
      clearTimeout(timer);
    };
  }, [isCopied]);

  return (
    <div class="row">
      <button type="button" class="second" onClick={() => void copy(secret).then(setCopied)}>
        {texts.copyKey}
      </button>
      <span role="status" class="done">
        {isCopied && texts.copied}
      </span>
    </div>
  );
}
