import { useId, type ComponentProps } from "react";
import { useLanguage } from "../texts/context.tsx";

interface LinedEditorProps extends ComponentProps<"textarea"> {
  value: string;
  faulty: ReadonlySet<number>;
}

/**
 * A text with its line numbers beside it; those of faulty lines are marked. Long lines wrap: an unseen copy of the text
 * wraps as the field does, so that each number stands at its line's beginning and the field is as high as its text.
 */
export function LinedEditor({ value, faulty, ...area }: LinedEditorProps) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.body}</label>
      <div className="lined">
        <div className="lined-copy" aria-hidden="true">
          {value.split("\n").map((line, index) => (
            <div key={index} className="lined-line">
              <span className={faulty.has(index + 1) ? "lined-number lined-faulty" : "lined-number"}>{index + 1}</span>
              <span className="lined-text">{line}</span>
            </div>
          ))}
        </div>
        <textarea
          {...area}
          id={id}
          value={value}
          spellCheck={false}
          aria-invalid={faulty.size > 0 || undefined}
          aria-describedby={`${id}-hint`}
        />
      </div>
      <p className="field-hint" id={`${id}-hint`}>
        {words.bodyHint}
      </p>
    </div>
  );
}
