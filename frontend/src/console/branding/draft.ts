import type { BrandingFragment } from "../gql/graphql.ts";
import type { Texts } from "../texts/en.ts";

/** What the form holds; empty: as the installation has it. */
export interface Draft {
  name: string;
  accent: string;
  supportUrl: string;
  defaultLanguage: string;
}

export type Field = keyof Draft;

const fields: readonly Field[] = ["name", "accent", "supportUrl", "defaultLanguage"];

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

export function draftOf({ name, branding }: BrandingFragment): Draft {
  return {
    name,
    accent: branding.accent ?? "",
    supportUrl: branding.supportUrl ?? "",
    defaultLanguage: branding.defaultLanguage ?? "",
  };
}

/** The fields that differ, in words; "" if none does. */
export function nameEdits(before: Draft, after: Draft, texts: Texts): string {
  return fields
    .filter((field) => before[field].trim() !== after[field].trim())
    .map((field) => texts.branding.fields[field])
    .join(texts.mfa.separator);
}

/** The sentence for a field that the server refuses, or that cannot be sent. */
export function adviceFor(field: string, texts: Texts): Partial<Record<Field, string>> {
  const { nameInvalid, hexInvalid, supportInvalid } = texts.branding;
  if (field === "name") return { name: nameInvalid };
  if (field === "accent") return { accent: hexInvalid };
  return field === "supportUrl" ? { supportUrl: supportInvalid } : {};
}
