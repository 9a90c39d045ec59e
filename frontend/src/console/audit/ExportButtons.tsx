import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { ApiError } from "../../shared/client.ts";
import { useAnnounce } from "../parts/Announcer.tsx";
import { Button } from "../parts/Button.tsx";
import { isForbidden } from "../problems.ts";
import { useLanguage } from "../texts/context.tsx";
import { exportLog, type ExportFormat, type Progress } from "./exportLog.ts";

/** The log as a file, in the words of the current filter; how far it is, and a way to stop. */
export function ExportButtons({ query }: { query: string }) {
  const { texts } = useLanguage();
  const announce = useAnnounce();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState("");
  const [ending, setEnding] = useState<AbortController | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef<ExportFormat | null>(null);
  const isRunning = progress !== null;
  useEffect(() => {
    // Cancel takes the place of what was pressed, and gives it back.
    if (!pressed.current || document.activeElement !== document.body) return;
    place.current?.querySelector<HTMLElement>(isRunning ? "button" : `[data-format=${pressed.current}]`)?.focus();
  }, [isRunning]);

  const wordsFor = (error: unknown) => {
    if (error instanceof ApiError && error.code === "STEP_UP_REQUIRED") return texts.stepUp.needed;
    return isForbidden(error) ? texts.states.forbidden : texts.audit.exportFailed;
  };

  async function download(format: ExportFormat): Promise<void> {
    const controller = new AbortController();
    pressed.current = format;
    setEnding(controller);
    setProgress({ rows: 0, bytes: 0 });
    setProblem("");
    try {
      await exportLog(format, query, controller.signal, setProgress);
      announce(texts.audit.exported);
    } catch (error) {
      const isEnded = controller.signal.aborted || (error instanceof DOMException && error.name === "AbortError");
      if (isEnded) announce(texts.audit.exportEnded);
      else setProblem(wordsFor(error));
    }
    setProgress(null);
  }

  const formats: [ExportFormat, string][] = [
    ["csv", texts.audit.exportCsv],
    ["jsonl", texts.audit.exportJsonl],
  ];
  if (progress) {
    return (
      <div ref={place} className="exports">
        <span className="export-progress">{texts.audit.exportProgress(progress.rows, progress.bytes)}</span>
        <Button onClick={() => ending?.abort()}>{texts.actions.cancel}</Button>
      </div>
    );
  }
  return (
    <div ref={place} className="exports">
      {formats.map(([format, label]) => (
        <Button key={format} data-format={format} title={texts.audit.exportHint} onClick={() => void download(format)}>
          <IconDownload size={18} aria-hidden="true" />
          {label}
        </Button>
      ))}
      {problem && (
        <span className="export-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
