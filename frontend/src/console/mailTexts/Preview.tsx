import { Skeleton, StaleNotice } from "../parts/states.tsx";
import { useLanguage } from "../texts/context.tsx";
import type { Mail } from "./usePreview.ts";

interface PreviewProps {
  mail: Mail | undefined;
  isBroken: boolean;
  error: unknown;
  onRetry: () => void;
}

/** The mail as its reader gets it. Its HTML is shown as lines: nothing of a mail is drawn in the console. */
export function Preview({ mail, isBroken, error, onRetry }: PreviewProps) {
  const { texts } = useLanguage();
  const words = texts.mailTexts;
  return (
    <section className="panel mail-preview" aria-labelledby="mail-preview">
      <h2 id="mail-preview">{words.preview}</h2>
      <p className="soft">{words.previewLead}</p>
      {error ? <StaleNotice error={error} onRetry={onRetry} /> : null}
      {isBroken && <p className="notice notice-soft">{words.previewBroken}</p>}
      {!mail && !isBroken && !error && <Skeleton lines={4} />}
      {mail && (
        <>
          <p className="strong mail-subject">{mail.subject}</p>
          <pre className="mail-sample">{mail.text}</pre>
          <details>
            <summary>{words.html}</summary>
            <pre className="mail-sample">{mail.html}</pre>
          </details>
        </>
      )}
    </section>
  );
}
