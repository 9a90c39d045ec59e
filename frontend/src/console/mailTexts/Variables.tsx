import { Button } from "../parts/Button.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { MailText } from "./useMailText.ts";

interface VariablesProps {
  variables: MailText["variables"];
  /** Whether the subject is written: some variables are the body's alone. */
  inSubject: boolean;
  onInsert: (name: string) => void;
}

/** What may be used; pressing one puts it where the cursor is. */
export function Variables({ variables, inSubject, onInsert }: VariablesProps) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  return (
    <fieldset className="mail-variables">
      <legend>{words.variables}</legend>
      {variables
        .filter((variable) => !inSubject || variable.inSubject)
        .map(({ name, required }) => (
          <Button key={name} onMouseDown={(event) => event.preventDefault()} onClick={() => onInsert(name)}>
            <code>{`{${name}}`}</code>
            <span className="soft">
              {words.meanings[name] ?? name}
              {required && ` (${words.required})`}
            </span>
          </Button>
        ))}
    </fieldset>
  );
}
