import { useEffect, useRef } from "react";
import { useLanguage } from "../texts/context.tsx";
import { Button } from "./Button.tsx";

interface MoreRowsProps {
  /** What `usePages` answers. */
  pages: {
    total: number;
    isTotalExact: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  shown: number;
  label: string;
}

/** The foot of a keyset list: how much is shown, and a button for the next page. */
export function MoreRows({ pages, shown, label }: MoreRowsProps) {
  const { total, hasNextPage: hasMore, isFetchingNextPage: busy } = pages;
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
        {pages.isTotalExact ? texts.states.shown(shown, total) : texts.states.shownOfMore(shown, total)}
      </p>
      {hasMore && (
        <Button busy={busy} onClick={() => void pages.fetchNextPage()}>
          {busy ? texts.actions.loading : label}
        </Button>
      )}
    </div>
  );
}
