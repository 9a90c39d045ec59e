export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];

/** Each language under its own name, for the switch. */
export const localeNames: Record<Locale, string> = { en: "English", zh: "简体中文" };

/** The BCP 47 tag for `lang` and Intl. */
export const localeTags: Record<Locale, string> = { en: "en", zh: "zh-CN" };

function firstSupported(wanted: readonly string[]): Locale | undefined {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    const match = locales.find((locale) => locale === language);
    if (match) return match;
  }
  return undefined;
}

function cookieLocale(): string[] {
  const match = /(?:^|; )ostiary_locale=(\w+)/.exec(document.cookie);
  return match?.[1] ? [match[1]] : [];
}

/**
 * `ui_locales` of the address (OpenID Connect Core 3.1.2.1), then the choice made earlier, then the browser; undefined
 * if none of them names a language that we speak.
 */
export function wantedLocale(): Locale | undefined {
  const fromAddress = new URLSearchParams(location.search).get("ui_locales") ?? "";
  return firstSupported([...fromAddress.split(" "), ...cookieLocale(), ...navigator.languages]);
}

/** The wanted language, else English. */
export const detectLocale = (): Locale => wantedLocale() ?? "en";

/** Remembers the choice for a year, for the login pages and the console alike. */
export function rememberLocale(locale: Locale): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `ostiary_locale=${locale}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

export function applyLocale(locale: Locale): void {
  document.documentElement.lang = localeTags[locale];
}
