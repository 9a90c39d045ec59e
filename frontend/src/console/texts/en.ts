import type { Catalogue } from "../../shared/texts.ts";
import { auditEn } from "./en-audit.ts";
import { mailTextsEn } from "./en-mail-texts.ts";
import { brandingEn } from "./en-branding.ts";
import { detailsEn } from "./en-details.ts";
import { mfaEn } from "./en-mfa.ts";
import { passwordsEn } from "./en-passwords.ts";
import { shellEn } from "./en-shell.ts";
import { settingsEn } from "./en-settings.ts";
import { stepUpEn } from "./en-step-up.ts";
import { supportEn } from "./en-support.ts";
import { usersEn } from "./en-users.ts";

export const en = {
  ...auditEn,
  ...brandingEn,
  ...detailsEn,
  ...mfaEn,
  ...mailTextsEn,
  ...passwordsEn,
  ...shellEn,
  ...stepUpEn,
  ...settingsEn,
  ...usersEn,
  ...supportEn,
  product: "Ostiary",
  productConsole: "Ostiary console",
  roles: { ADMIN: "Administrator", HELPDESK: "Help desk", AUDITOR: "Auditor" },
  factors: { OTP: "OTP", EMAIL: "Email" },
  actions: {
    cancel: "Cancel",
    close: "Close",
    save: "Save",
    saving: "Saving…",
    working: "Working…",
    create: "Create",
    creating: "Creating…",
    more: "Show more",
    loading: "Loading…",
    again: "Try again",
    clear: "Clear",
    copy: "Copy",
    copied: "Copied",
    notCopied: "The browser does not let this page copy. Select the text and copy it yourself.",
  },
  applications: {
    title: "Applications",
    lead: "Every application has its own sign-in address and decides for itself which second factors it asks for.",
    search: "Search applications",
    caption: "Applications, newest first",
    name: "Name",
    clientId: "Client ID",
    factors: "Second factors",
    created: "Created",
    passwordOnly: "Password only",
    emptyTitle: "No applications yet",
    emptyBody: "Create the first one. Its users then sign in at /login?client_id=… with the client ID you give it.",
    nothing: (search: string) => `No application matches “${search}”.`,
    clearSearch: "Clear search",
    find: "Find application",
    found: (count: number) => (count === 1 ? "1 application" : `${count} applications`),
    newest: (count: number) => `The newest ${count} are listed. Type part of a name or client ID.`,
    create: "Create application",
    createLead: "Users sign in at an address that carries the client ID. It cannot be changed later.",
    clientIdHint: "Letters, digits and - . _ ~. Left empty, one is made for you.",
    clientIdTaken: "Another application has this client ID.",
    clientIdInvalid: "Use 1 to 64 letters, digits and - . _ ~, with a letter or digit first and last.",
    nameMissing: "Enter a name.",
    nameInvalid: "Use 1 to 100 printable characters.",
    made: (name: string) => `${name} was created.`,
    overview: "Overview",
    configuration: "Configuration",
    sections: "Sections of the application",
    loginAddress: "Sign-in address",
    loginAddressHint: "Users of this application sign in here.",
    mfaLink: "Configure multi-factor authentication",
    builtIn: "Built in",
  },
};

export type Texts = Catalogue<typeof en>;
