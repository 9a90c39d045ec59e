import type { AuditEventType } from "../gql/graphql.ts";
import { UserEventsDocument } from "../gql/graphql.ts";
import { useAnswer } from "../requests.ts";

const mfaEvents: AuditEventType[] = [
  "SECONDARY_AUTHENTICATION_OTP",
  "SECONDARY_AUTHENTICATION_EMAIL",
  "OTP_BINDING",
  "ACCOUNT_LOCKED",
  "LOGIN",
];

/** The user's last authentication events; for those who may see the log. */
export function useUserEvents(user: string) {
  return useAnswer(UserEventsDocument, { user, types: mfaEvents });
}
