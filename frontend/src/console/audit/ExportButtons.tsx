import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { isForbidden } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { exportLog, type ExportFormat } from "./exportLog.ts";

/** The log as a file, in the words of the current filter. */
export function ExportButtons({ query }: { query: string }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [exporting, setExporting] = useState<ExportFormat | null>(null);

  async function download(format: ExportFormat): Promise<void> {
    setExporting(format);
    try {
      await exportLog(format, query);
    } catch (error) {
      announce(isForbidden(error) ? texts.states.forbidden : texts.audit.exportFailed);
    }
    setExporting(null);
  }

  const formats: [ExportFormat, string][] = [
    ["csv", texts.audit.exportCsv],
    ["jsonl", texts.audit.exportJsonl],
  ];
  return (
    <>
      {formats.map(([format, label]) => (
        <Button
          key={format}
          title={texts.audit.exportHint}
          busy={exporting !== null}
          onClick={() => void download(format)}
        >
          <IconDownload size={18} aria-hidden="true" />
          {exporting === format ? texts.audit.exporting : label}
        </Button>
      ))}
    </>
  );
}
