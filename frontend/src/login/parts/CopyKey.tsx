import { useEffect, useState } from "preact/hooks";
import { texts } from "../door.ts";

/** Whether the clipboard took `text`. If not, the key on the page stands selected: it has no blanks. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(document.querySelector(".secret") ?? document);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is without TLS and in older webviews
    return document.execCommand("copy");
  }
}

/** Copies the secret without blanks and says so. */
export function CopyKey({ secret }: { secret: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (isCopied) setTimeout(setCopied, 3000, false);
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
