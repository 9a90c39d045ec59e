import { useLayoutEffect, useRef } from "react";
import type { ColourFragment } from "../gql/graphql.ts";
import { TextField } from "../parts/Field.tsx";
import { useLanguage } from "../texts/context.tsx";
import { isColour } from "./draft.ts";

const ownColour = "#17615a";

/** A patch of a colour that only the data knows: set by CSSOM, since the policy allows no style in the document. */
function Swatch({ colour }: { colour: string }) {
  const patch = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => patch.current?.style.setProperty("--swatch", colour), [colour]);
  return <span ref={patch} className="swatch" aria-hidden="true" />;
}

function Contrasts({ mode, given, shown }: { mode: "light" | "dark"; given: string; shown: ColourFragment }) {
  const { locale, texts } = useLanguage();
  const words = texts.branding;
  const told = (ratio: number) =>
    words.contrast((Math.floor(ratio * 10) / 10).toLocaleString(locale, { minimumFractionDigits: 1 }));
  return (
    <div className={`contrasts mode-${mode}`}>
      <p className="contrasts-mode">{words[mode]}</p>
      <dl>
        <div>
          <dt>
            <Swatch colour={given} /> {words.before}
          </dt>
          <dd>{told(shown.contrastBefore)}</dd>
        </div>
        <div>
          <dt>
            <Swatch colour={shown.colour} /> {words.after}
          </dt>
          <dd>{told(shown.contrastAfter)}</dd>
        </div>
      </dl>
      <p className="soft">{given.toLowerCase() === shown.colour ? words.kept : words.corrected}</p>
    </div>
  );
}

interface AccentFieldProps {
  value: string;
  problem: string | undefined;
  readOnly: boolean;
  light: ColourFragment | null;
  dark: ColourFragment | null;
  onValue: (value: string) => void;
}

/** The accent: picked or typed, and what each mode makes of it. */
export function AccentField({ value, problem, readOnly, light, dark, onValue }: AccentFieldProps) {
  const { texts } = useLanguage();
  const words = texts.branding;
  return (
    <>
      <div className="accent-row">
        <input
          type="color"
          className="picker"
          aria-label={words.pick}
          value={isColour(value) ? value.toLowerCase() : ownColour}
          disabled={readOnly}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
        <TextField
          label={words.hex}
          hint={words.hexHint}
          problem={problem}
          value={value}
          maxLength={7}
          spellCheck={false}
          readOnly={readOnly}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      </div>
      {isColour(value) && light && dark && (
        <div className="contrast-row">
          <Contrasts mode="light" given={value} shown={light} />
          <Contrasts mode="dark" given={value} shown={dark} />
        </div>
      )}
    </>
  );
}
