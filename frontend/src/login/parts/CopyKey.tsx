import { useEffect, useState } from "preact/hooks";
import { useDoor } from "../door.ts";

/** Copies through a field of its own where the clipboard's interface is missing (old web views, plain http). */
function copyByHand(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way there
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
}

/** Copies the secret without blanks and says so. */
export function CopyKey({ secret }: { secret: string }) {
  const { texts } = useDoor();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
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
