// One language at a time is loaded: each catalogue is a chunk of its own.
import { applyLocale, type Locale, rememberLocale } from "../shared/locale.ts";
import type { Texts } from "./texts/en.ts";

const load: Record<Locale, () => Promise<Texts>> = {
  en: async () => (await import("./texts/en.ts")).en,
  zh: async () => (await import("./texts/zh.ts")).zh,
};

/** The words of `locale`, with the page declared to be in it. */
export async function speak(locale: Locale): Promise<Texts> {
  const texts = await load[locale]();
  applyLocale(locale);
  return texts;
}

/** A choice made here beats the one in the address, also after a reload. */
export function chooseLocale(locale: Locale): void {
  rememberLocale(locale);
  const address = new URL(location.href);
  if (!address.searchParams.has("ui_locales")) return;
  address.searchParams.set("ui_locales", locale);
  history.replaceState(null, "", address);
}
