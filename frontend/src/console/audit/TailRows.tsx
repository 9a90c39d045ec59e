import { useRef } from "react";
import { Button } from "../parts/Button.tsx";
import { DataTable, type Column, type Disclosure } from "../parts/DataTable.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { EventRow } from "./columns.tsx";
import type { useTail } from "./useTail.ts";

interface TailRowsProps {
  tail: ReturnType<typeof useTail>;
  columns: Column<EventRow>[];
  disclosure: Disclosure<EventRow>;
}

/** What came since the live view began, newest first. */
export function TailRows({ tail, columns, disclosure }: TailRowsProps) {
  const { texts } = useLanguage();
  const section = useRef<HTMLElement>(null);
  const show = () => {
    // The button goes with what waited; whoever pressed it stays here, and so does the pause.
    section.current?.focus();
    tail.release();
  };
  return (
    <section ref={section} className="tail" tabIndex={-1} aria-label={texts.audit.liveCaption}>
      {tail.waiting.length > 0 && (
        <Button className="tail-waiting" onClick={show}>
          {texts.audit.liveWaiting(tail.waiting.length)}
        </Button>
      )}
      {tail.shown.length > 0 && (
        <DataTable
          caption={texts.audit.liveCaption}
          columns={columns}
          disclosure={disclosure}
          rows={tail.shown}
          rowKey={(row) => row.id}
          dense
          fixed
        />
      )}
    </section>
  );
}
