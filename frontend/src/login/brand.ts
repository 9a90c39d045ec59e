// What the application looks like: its accent replaces the installation's, readable in both modes as the server gives it.
import type { EntranceQuery } from "./gql/graphql.ts";

export type Brand = NonNullable<EntranceQuery["loginApplication"]>;

/** By CSSOM: the policy of this page allows no style in the document itself, and a rule follows the mode by itself. */
export function wear({ accentLight, accentDark }: Brand): void {
  const [sheet] = document.styleSheets;
  for (const [accent, media] of [[accentLight, "all"], [accentDark, "(prefers-color-scheme:dark)"]] as const) {
    if (accent) {
      const { colour, label } = accent;
      const rule = `:root{--accent:${colour};--accent-hover:${colour};--on-accent:${label};--accent-soft:var(--sunken)}`;
      sheet?.insertRule(`@media ${media}{${rule}}`, sheet.cssRules.length);
    }
  }
}
