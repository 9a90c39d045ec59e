import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { applyLocale, detectLocale, rememberLocale, type Locale } from "../../shared/locale.ts";
import { en, type Texts } from "./en.ts";
import { zh } from "./zh.ts";

interface Language {
  locale: Locale;
  texts: Texts;
  choose: (locale: Locale) => void;
}

const catalogueOf: Record<Locale, Texts> = { en, zh };

/** Every language's, for what is found under any of its names. */
export const catalogues: readonly Texts[] = Object.values(catalogueOf);

const LanguageContext = createContext<Language>({ locale: "en", texts: en, choose: () => undefined });

export function LanguageProvider({ children, initial }: { children: ReactNode; initial?: Locale }) {
  const [locale, setLocale] = useState<Locale>(() => initial ?? detectLocale());
  useEffect(() => applyLocale(locale), [locale]);
  const language = useMemo(
    () => ({
      locale,
      texts: catalogueOf[locale],
      choose: (next: Locale) => {
        rememberLocale(next);
        setLocale(next);
      },
    }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The texts in the reader's language, and the language itself for Intl. */
export function useLanguage(): Language {
  return use(LanguageContext);
}
