import { useEffect, useRef } from "react";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";

interface MoreRowsProps {
  shown: number;
  total: number;
  isTotalExact?: boolean;
  label: string;
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
}

/** The foot of a keyset list: how much is shown, and a button for the next page. */
export function MoreRows({ shown, total, isTotalExact = true, label, hasMore, busy, onMore }: MoreRowsProps) {
  const { texts } = useLanguage();
  const count = useRef<HTMLParagraphElement>(null);
  const hadMore = useRef(hasMore);
  useEffect(() => {
    // The last page takes the button away, and the focus with it.
    if (hadMore.current && !hasMore && document.activeElement === document.body) count.current?.focus();
    hadMore.current = hasMore;
  }, [hasMore]);
  return (
    <div className="more">
      <p className="soft" role="status" ref={count} tabIndex={-1}>
        {isTotalExact ? texts.states.shown(shown, total) : texts.states.shownOfMore(shown, total)}
      </p>
      {hasMore && (
        <Button busy={busy} onClick={onMore}>
          {busy ? texts.actions.loading : label}
        </Button>
      )}
    </div>
  );
}
