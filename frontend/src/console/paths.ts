/** Every address of the console, so that links and routes cannot drift apart. Ids are opaque and escaped. */
export const routes = {
  applications: "/applications",
  application: "/applications/:id",
  configuration: "/applications/:id/configuration/*?",
  users: "/users",
  user: "/users/:id",
  behavior: "/audit/behavior",
  administration: "/audit/administration",
  explorer: "/explorer",
  settings: "/settings",
  administrators: "/settings/administrators",
  mail: "/settings/mail",
  tokens: "/settings/tokens",
} as const;

export const paths = {
  application: (id: string) => `/applications/${encodeURIComponent(id)}`,
  mfa: (id: string) => `/applications/${encodeURIComponent(id)}/configuration/security/mfa`,
  mailTexts: (id: string) => `/applications/${encodeURIComponent(id)}/mail-texts`,
  branding: (id: string) => `/applications/${encodeURIComponent(id)}/branding`,
  user: (id: string) => `/users/${encodeURIComponent(id)}`,
};

/** The id as it stood in the address; a malformed escape names nothing. */
export function readId(parameter: string | undefined): string {
  try {
    return decodeURIComponent(parameter ?? "");
  } catch {
    return "";
  }
}
