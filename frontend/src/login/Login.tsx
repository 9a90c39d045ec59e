import type { Locale } from "../shared/locale.ts";
import { visit } from "./door.ts";
import { LanguageSwitch } from "./parts/LanguageSwitch.tsx";
import { Mark } from "./parts/Mark.tsx";
import { Screen } from "./screens/Screen.tsx";
import type { Stage } from "./stage.ts";

interface Props {
  stage: Stage;
  onLocale: (locale: Locale) => void;
}

/** The card: whose door it is, the one task, and the language below. */
export function Login({ stage, onLocale }: Props) {
  return (
    <>
      <main class="card">
        <header>
          {visit.brand.logoUrl ? <img class="logo" src={visit.brand.logoUrl} alt="" /> : <Mark />}
          {stage.at !== "signIn" && visit.applicationName && <p translate={false}>{visit.applicationName}</p>}
        </header>
        <Screen stage={stage} />
      </main>
      <LanguageSwitch onLocale={onLocale} />
    </>
  );
}
