import { countOf } from "../../shared/texts.ts";

/** User details: what an administrator chooses when helping a user, and the user's sessions. */
export const supportEn = {
  support: {
    own: "This is your own account. Another administrator has to change its second step.",
    readOnly: (role: string) => `Read-only: the role ${role} cannot change a user’s second step.`,
    reason: "Reason (optional)",
    reasonHint: "Kept in the log, for other administrators. At most 200 characters.",
    reasonInvalid: "Use at most 200 characters on one line.",
    otherSessions: "The user’s other open sessions",
    sessionsStay: "Stay open",
    sessionsEnd: "End now, in every application",
    end: "Ends",
    noEnd: "When somebody turns it off",
    span: (hours: number, when: string) =>
      `After ${hours < 48 ? countOf(hours, "hour", "hours") : countOf(hours / 24, "day", "days")}: ${when}`,
    pick: "Choose a time…",
    until: "End of the bypass",
    untilInvalid: "Choose a time from now on, at most a year ahead.",
  },
  sessions: {
    title: "Sessions",
    none: "Not signed in anywhere.",
    way: "Signed in with",
    signedIn: "Signed in",
    lastSeen: "Last seen",
    current: "This session",
    password: "Password",
    otp: "Password and authenticator app",
    email: "Password and email code",
    signOutEverywhere: "Sign out everywhere",
    endTitle: (email: string) => `Sign ${email} out everywhere?`,
    endBody: "Every session of this user ends now, in every application, and so does every sign-in that is under way.",
    ended: (count: number) => `${countOf(count, "session was", "sessions were")} ended.`,
    ownTitle: "Sign out everywhere?",
    ownBody: "Every session of yours ends now, in every application and every browser, this one included.",
  },
};
