import type { AuditEventFilter, AuditEventType, AuditResult, FailureReason } from "../gql/graphql.ts";
import type { Texts } from "../texts/en.ts";

export type Filter = Omit<AuditEventFilter, "category">;

const names = [
  "email",
  "userId",
  "actorId",
  "actorTokenId",
  "applicationId",
  "ip",
  "country",
  "userAgent",
  "since",
  "until",
] as const;

export const behaviorTypes: readonly AuditEventType[] = [
  "PASSWORD_AUTHENTICATION",
  "SECONDARY_AUTHENTICATION_OTP",
  "SECONDARY_AUTHENTICATION_EMAIL",
  "OTP_BINDING",
  "LOGIN",
  "ACCOUNT_LOCKED",
  "PASSWORD_CHANGED",
  "PASSWORD_RESET_REQUESTED",
  "PASSWORD_RESET",
];

export const administrationTypes: readonly AuditEventType[] = [
  "STEP_UP",
  "FACTORS_SAVED",
  "OTP_RESET",
  "EMAIL_RESET",
  "MFA_BYPASS_SET",
  "USER_UNLOCKED",
  "SESSIONS_ENDED",
  "APPLICATION_CREATED",
  "BRANDING_SAVED",
  "LOGO_SAVED",
  "LOGO_REMOVED",
  "USER_CREATED",
  "USER_APPLICATIONS_SET",
  "USER_ROLE_SET",
  "USER_DELETED",
  "USER_ERASED",
  "AUDIT_PRUNED",
  "KEYS_ROTATED",
  "API_TOKEN_CREATED",
  "API_TOKEN_REVOKED",
  "API_TOKEN_USED",
  "MAIL_CHECKED",
  "MAIL_TEXT_SAVED",
  "MAIL_TEXT_RESET",
];

function isKeyOf<Key extends string>(record: Record<Key, unknown>, value: string | null): value is Key {
  return value !== null && Object.hasOwn(record, value);
}

/** The filter that an address asks for. Unknown words and malformed times are left out, never sent. */
export function readFilter(search: string, texts: Pick<Texts, "events" | "results" | "reasons">): Filter {
  const query = new URLSearchParams(search);
  const filter: Filter = {};
  for (const name of names) {
    const value = query.get(name)?.trim();
    if (!value) continue;
    const isTime = name === "since" || name === "until";
    if (isTime && Number.isNaN(Date.parse(value))) continue;
    filter[name] = value;
  }
  const types = query.getAll("types").filter((type) => isKeyOf<AuditEventType>(texts.events, type));
  if (types.length > 0) filter.types = types;
  const result = query.get("result");
  if (isKeyOf<AuditResult>(texts.results, result)) filter.result = result;
  const reason = query.get("failureReason");
  if (isKeyOf<FailureReason>(texts.reasons, reason)) filter.failureReason = reason;
  return filter;
}

/** The same filter as a query, in the words of AuditEventFilter: for the address and for the export. */
export function writeFilter(filter: AuditEventFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter) as [string, string | readonly string[] | null | undefined][]) {
    if (!value) continue;
    for (const one of typeof value === "string" ? [value] : value) query.append(name, one);
  }
  return query.toString();
}

export function countFilters(filter: Filter): number {
  return Object.values(filter).filter(Boolean).length;
}

/** An instant as the value of `<input type="datetime-local">`, by the reader's clock; "" for none. */
export function toLocalInput(instant: string | null | undefined): string {
  if (!instant) return "";
  const date = new Date(instant);
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What a field says as an instant; where it still says what it was drawn with, `known` itself and not its minute. */
export function toInstant(value: string, known: string | null | undefined): string | undefined {
  return known && value === toLocalInput(known) ? known : fromLocalInput(value);
}

/** What was picked by the reader's clock, as an instant; undefined for nothing. */
export function fromLocalInput(value: string): string | undefined {
  const date = new Date(value);
  return value && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}
