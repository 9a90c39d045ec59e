import { type Locale, localeNames, locales, localeTags } from "../../shared/locale.ts";
import { locale } from "../door.ts";

/** Every other language, under its own name. */
export function LanguageSwitch({ onLocale }: { onLocale: (locale: Locale) => void }) {
  return (
    <nav class="languages">
      {locales
        .filter((other) => other !== locale)
        .map((other) => (
          <button
            key={other}
            type="button"
            class="quiet"
            lang={localeTags[other]}
            onClick={() => {
              onLocale(other);
            }}
          >
            {localeNames[other]}
          </button>
        ))}
    </nav>
  );
}
