import { useEffect, useState } from "preact/hooks";
import type { Locale } from "../shared/locale.ts";
import { openDoor } from "./door.ts";
import { Flow } from "./flow.ts";
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
  const [flow] = useState(() => new Flow(clientId, setStage));
  useEffect(() => {
    void flow.enter();
  }, [flow]);

  openDoor({ texts, locale, flow });
  return (
    <>
      <main class={`card at-${stage.at}`}>
        <header>
          <Mark />
          {stage.at !== "signIn" && flow.applicationName && <p translate={false}>{flow.applicationName}</p>}
        </header>
        <Screen stage={stage} />
      </main>
      <LanguageSwitch locale={locale} onLocale={onLocale} />
    </>
  );
}
