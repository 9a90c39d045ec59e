import { useEffect, useState } from "preact/hooks";
import type { Locale } from "../shared/locale.ts";
import { openDoor } from "./door.ts";
import { Visit } from "./visit.ts";
import { LanguageSwitch } from "./parts/LanguageSwitch.tsx";
import { Mark } from "./parts/Mark.tsx";
import { Screen } from "./screens/Screen.tsx";
import type { Stage } from "./stage.ts";
import type { Texts } from "./texts/en.ts";

interface Props {
  clientId: string;
  locale: Locale;
  texts: Texts;
  onLocale: (locale: Locale) => void;
}

/** The card: whose door it is, the one task, and the language below. */
export function Login({ clientId, locale, texts, onLocale }: Props) {
  const [stage, setStage] = useState<Stage>({ at: "loading" });
  const [visit] = useState(() => new Visit(clientId, setStage));
  useEffect(() => {
    void visit.enter();
  }, [visit]);

  openDoor({ texts, locale, visit });
  return (
    <>
      <main class={`card at-${stage.at}`}>
        <header>
          <Mark />
          {stage.at !== "signIn" && visit.applicationName && <p translate={false}>{visit.applicationName}</p>}
        </header>
        <Screen stage={stage} />
      </main>
      <LanguageSwitch locale={locale} onLocale={onLocale} />
    </>
  );
}
