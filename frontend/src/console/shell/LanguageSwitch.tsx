import { localeNames, localeTags, locales } from "../../shared/locale.ts";
import { useLanguage } from "../texts/context.tsx";

/** The other language, under its own name. */
export function LanguageSwitch() {
  const { locale, choose } = useLanguage();
  const other = locales.find((candidate) => candidate !== locale) ?? locale;
  return (
    <button type="button" className="text-button" lang={localeTags[other]} onClick={() => choose(other)}>
      {localeNames[other]}
    </button>
  );
}
