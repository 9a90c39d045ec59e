import { useId, useRef, type ComponentProps } from "react";
import { useLanguage } from "../texts/context.tsx";

interface LinedEditorProps extends ComponentProps<"textarea"> {
  value: string;
  faulty: ReadonlySet<number>;
}

/** A text with its line numbers beside it; those of faulty lines are marked. */
export function LinedEditor({ value, faulty, ...area }: LinedEditorProps) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  const numbers = useRef<HTMLDivElement>(null);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.body}</label>
      <div className="lined">
        <div className="lined-numbers" ref={numbers} aria-hidden="true">
          {value.split("\n").map((_, index) => (
            <span key={index} className={faulty.has(index + 1) ? "lined-faulty" : undefined}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          {...area}
          id={id}
          value={value}
          wrap="off"
          rows={14}
          spellCheck={false}
          aria-invalid={faulty.size > 0 || undefined}
          aria-describedby={`${id}-hint`}
          onScroll={(event) => {
            if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <p className="field-hint" id={`${id}-hint`}>
        {words.bodyHint}
      </p>
    </div>
  );
}
