import { Button } from "../parts/Button.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { Fault } from "./usePreview.ts";

/** What is wrong, each with a way to its place. */
export function FaultList({ faults, onJump }: { faults: readonly Fault[]; onJump: (fault: Fault) => void }) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  return (
    <div role="status">
      {faults.length > 0 && (
        <div className="notice notice-danger">
          <p className="strong">{words.faults}</p>
          <ul className="mail-faults">
            {faults.map((fault) => (
              <li key={`${fault.part}-${fault.line.toString()}-${fault.column.toString()}-${fault.reason}`}>
                <Button tone="quiet" onClick={() => onJump(fault)}>
                  {words.place(words.parts[fault.part], fault.line, fault.column)}
                </Button>
                <span>{words.reasons[fault.reason]}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
