import type { Role, UserFilter } from "../gql/graphql.ts";

/** What the list's address may say; each word narrows, "" means any. */
export interface ListFilter {
  search: string;
  otp: "" | "bound" | "unbound";
  mfa: "" | "required" | "bypassed";
  state: "" | "active" | "locked";
  role: "" | Role;
  application: string;
}

export const noFilter: ListFilter = { search: "", otp: "", mfa: "", state: "", role: "", application: "" };

const words: { [Name in keyof ListFilter]?: readonly ListFilter[Name][] } = {
  otp: ["bound", "unbound"],
  mfa: ["required", "bypassed"],
  state: ["active", "locked"],
  role: ["ADMIN", "HELPDESK", "AUDITOR"],
};

function word<Name extends keyof ListFilter>(query: URLSearchParams, name: Name): ListFilter[Name] {
  const value = query.get(name);
  return words[name]?.find((one) => one === value) ?? noFilter[name];
}

/** The filter that an address asks for; words that the list does not know are left out. */
export function readListFilter(address: string): ListFilter {
  const query = new URLSearchParams(address);
  return {
    search: query.get("search")?.trim().slice(0, 200) ?? "",
    otp: word(query, "otp"),
    mfa: word(query, "mfa"),
    state: word(query, "state"),
    role: word(query, "role"),
    application: query.get("application")?.trim() ?? "",
  };
}

/** The same as a query, without what says nothing. */
export function writeListFilter(filter: ListFilter): string {
  const said = Object.entries(filter).filter(([, value]) => value !== "");
  return new URLSearchParams(said as [string, string][]).toString();
}

/** How many filters narrow the list, the search aside. */
export function countListFilters({ otp, mfa, state, role, application }: ListFilter): number {
  return [otp, mfa, state, role, application].filter(Boolean).length;
}

/** In the words of the API. */
export function toUserFilter({ otp, mfa, state, role, application }: ListFilter): UserFilter {
  return {
    ...(otp && { [otp]: "OTP" }),
    ...(mfa && { bypassed: mfa === "bypassed" }),
    ...(state && { locked: state === "locked" }),
    ...(role && { roles: [role] }),
    ...(application && { applicationId: application }),
  };
}
