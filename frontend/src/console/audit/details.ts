import { localeTags, type Locale } from "../../shared/locale.ts";
import { formatTime } from "../../shared/time.ts";
import type { Texts } from "../texts/en.ts";

export interface Detail {
  name: string;
  value: string;
}

/** A detail in the reader's words. */
export interface Fact {
  name: string;
  label: string;
  value: string;
}

type Word = (value: string, texts: Texts, locale: Locale) => string;

function look(words: Record<string, string>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

const isOn: Word = (value, { details }) => look({ on: details.on, off: details.off }, value);
const instant: Word = (value, _, locale) => (Number.isNaN(Date.parse(value)) ? value : formatTime(locale, value));
const count: Word = (value, _, locale) => (/^\d{1,15}$/.test(value) ? Number(value).toLocaleString(localeTags[locale]) : value);

/** How the values of AuditDetail read; a name that does not stand here is shown as the log holds it. */
const words: Record<string, Word> = {
  OTP: isOn,
  EMAIL: isOn,
  bypass: isOn,
  until: instant,
  endsAt: instant,
  removedBindings: count,
  endedSessions: count,
  applications: count,
  bytes: count,
  events: count,
  dataKeys: count,
  role: (value, { roles, states }) => look({ ...roles, none: states.none }, value),
  password: (value, { details }) => look({ set: details.isSet }, value),
  changed: (value, { branding, details, mfa }) =>
    value
      .split(", ")
      .map((each) => look({ ...branding.fields, nothing: details.nothing }, each))
      .join(mfa.separator),
  cause: (value, { details }) => look(details.causes, value),
  kind: (value, { mailTexts }) => look(mailTexts.kinds, value),
  language: (value, { mailTexts }) => look(mailTexts.languages, value.toUpperCase()),
  auditRoot: (value, { details }) => look({ signed: details.signed }, value),
};

/** For machines, or said better by another column: they stand in the disclosure alone. */
const lengthy = new Set(["contentType", "bytes", "sha256", "key", "through", "clientId", "endedSessions"]);

/** Why, and what was changed, as the log holds it. */
export function factsOf(details: readonly Detail[], texts: Texts, locale: Locale): Fact[] {
  return details.map(({ name, value }) => ({
    name,
    label: look(texts.details.names, name),
    value: Object.hasOwn(words, name) ? (words[name]?.(value, texts, locale) ?? value) : value,
  }));
}

/** The same on one line below the event's title; the reason is not among it. */
export function briefly(facts: readonly Fact[], texts: Texts): string {
  return facts
    .filter(({ name }) => name !== "reason" && !lengthy.has(name))
    .map(({ label, value }) => texts.details.fact(label, value))
    .join(texts.details.separator);
}
