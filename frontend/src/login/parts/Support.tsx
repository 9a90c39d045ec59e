import { texts, visit } from "../door.ts";

/** The application's own help, where it names one. */
export function Support() {
  const url = visit.brand.supportUrl;
  return url ? (
    <a class="quiet" href={url} target="_blank" rel="noreferrer">
      {texts.getHelp}
    </a>
  ) : null;
}
