import { useLayoutEffect, useRef } from "react";
import type { ColourFragment } from "../gql/graphql.ts";
import { Mark } from "../parts/Mark.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { Draft } from "./draft.ts";

interface CardProps {
  mode: "light" | "dark";
  draft: Draft;
  logoUrl: string | null;
  accent: ColourFragment | null;
}

/** A picture of the login page, and of the foot of its second step: nothing in it can be used. */
function Card({ mode, draft, logoUrl, accent }: CardProps) {
  const { texts } = useLanguage();
  const words = texts.branding;
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const style = card.current?.style;
    if (accent) {
      style?.setProperty("--accent", accent.colour);
      style?.setProperty("--on-accent", accent.label);
    } else {
      style?.removeProperty("--accent");
      style?.removeProperty("--on-accent");
    }
  }, [accent]);
  return (
    <div className="preview-mode">
      <p className="contrasts-mode">{words[mode]}</p>
      <div ref={card} className={`preview mode-${mode}`} role="img" aria-label={words.previewOf(words[mode], draft.supportUrl.trim() !== "")}>
        <div className="preview-card">
          {logoUrl ? <img className="preview-logo" src={logoUrl} alt="" /> : <Mark />}
          <p className="preview-title">{words.signInTo(draft.name.trim())}</p>
          <span className="preview-label">{words.email}</span>
          <span className="preview-field" />
          <span className="preview-label">{words.password}</span>
          <span className="preview-field" />
          <span className="preview-button">{words.continue}</span>
          <span className="preview-forgot">{words.forgot}</span>
        </div>
        {draft.supportUrl.trim() && (
          <p className="preview-card preview-second">
            {words.cantUse} <span className="preview-link">{words.help}</span>
          </p>
        )}
      </div>
    </div>
  );
}

interface PreviewProps {
  draft: Draft;
  logoUrl: string | null;
  light: ColourFragment | null;
  dark: ColourFragment | null;
}

/** Both modes side by side, as the form has it now. */
export function Preview({ draft, logoUrl, light, dark }: PreviewProps) {
  const { texts } = useLanguage();
  return (
    <section className="panel" aria-labelledby="branding-preview">
      <h2 id="branding-preview">{texts.branding.preview}</h2>
      <p className="soft">{texts.branding.previewLead}</p>
      <div className="previews">
        <Card mode="light" draft={draft} logoUrl={logoUrl} accent={light} />
        <Card mode="dark" draft={draft} logoUrl={logoUrl} accent={dark} />
      </div>
    </section>
  );
}
