import { countOf } from "../../shared/texts.ts";

type Kind = "OTP" | "EMAIL";

/** Configuration › Security Settings › Multi-Factor Authentication, word for word as designed (ux.md 6). */
export const mfaEn = {
  mfa: {
    security: "Security Settings",
    title: "Multi-Factor Authentication",
    management: "Factor Management",
    lead: "After the password, users prove themselves with any one of the enabled factors.",
    OTP: "A new code every 30 seconds, for example from Google, Microsoft or Tencent Authenticator.",
    EMAIL: "For users without an authenticator app. Weaker than OTP: who reads the mail has the code.",
    state: (kind: Kind, count: number) =>
      kind === "OTP"
        ? `OTP: codes from an authenticator app. ${count === 0 ? "No user has" : countOf(count, "user has", "users have")} bound it.`
        : `Email: codes sent by email. ${count === 0 ? "No user has" : countOf(count, "user has", "users have")} used it.`,
    bound: (kind: Kind, count: number) =>
      `${count === 0 ? "No user has" : countOf(count, "user has", "users have")} ${kind === "OTP" ? "bound OTP" : "used email codes"}.`,
    savedBy: (by: string, when: string) => `Last changed by ${by} ${when}.`,
    savedAt: (when: string) => `Last changed ${when}.`,
    mailMissing: "Email can’t be sent yet: set up a mail server first.",
    mailFailing: (when: string) => `The last email could not be delivered (${when}). Check the mail server.`,
    mailForOtp: "Setting up OTP for the first time also needs a mailed code.",
    passwordOnly: "Users will sign in with a password only.",
    readOnly: (role: string) => `Read-only: the role ${role} cannot change factors.`,
    unsaved: (list: string) => `Unsaved changes: ${list}`,
    change: (factor: string, on: boolean) => `${factor} ${on ? "on" : "off"}`,
    separator: ", ",
    staged: "Kept for you alone until you save or discard; nothing changes for users yet.",
    nothingRemoved: (kind: Kind) =>
      kind === "OTP" ? "No user has bound OTP, so no binding is removed." : "No user has used email codes, so no binding is removed.",
    on: "On",
    off: "Off",
    discard: "Discard",
    discarded: "Changes discarded.",
    saved: "Saved. Applies to the next sign-in.",
    savedRemoved: (count: number) =>
      `Saved. Applies to the next sign-in. ${countOf(count, "binding was", "bindings were")} removed.`,
    removalTitle: (factors: string, name: string) => `Turn off ${factors} for ${name}?`,
    removalAnd: " and ",
    removalBefore: "",
    removalCount: (count: number, kind: Kind | null) =>
      kind ? countOf(count, "user", "users") : countOf(count, "binding", "bindings"),
    removalLead: (count: number, kind: Kind | null) => {
      const one = count === 1;
      if (kind === "OTP")
        return `${one ? " has" : " have"} bound OTP. Turning it off removes all their bindings. This can’t be undone; if you turn OTP on again, they must bind again.`;
      if (kind === "EMAIL")
        return `${one ? " has" : " have"} used email codes. Turning them off removes all their bindings. This can’t be undone.`;
      return `${one ? " exists" : " exist"} for OTP and email. Turning both off removes all of them. This can’t be undone; if you turn OTP on again, users must bind again.`;
    },
    removalConfirm: (count: number) => `Turn off and remove ${countOf(count, "binding", "bindings")}`,
    removalType: "Type the application’s name to confirm",
    removalTypeHint: (name: string) => `The name is: ${name}`,
    removalMistyped: (name: string) => `Type ${name}, exactly as it is written here.`,
    conflictTitle: "Somebody else saved meanwhile",
    conflictBody: (by: string, when: string) => (when ? `Changed by ${by} ${when}.` : `Changed by ${by}.`),
    conflictState: (factor: string, on: boolean) => `${factor} is ${on ? "on" : "off"} now. Nothing of yours was applied.`,
    conflictReloadHint: "Reload drops your changes; Overwrite applies them all the same.",
    somebody: "another administrator",
    conflictReload: "Reload",
    conflictOverwrite: "Overwrite",
    leaveTitle: "Leave without saving?",
    leaveBody: (list: string) => `${list}: not saved. It stays staged for you alone, and nothing changes for users until you save it.`,
    leaveStay: "Stay",
    leaveGo: "Leave",
    leaveDiscard: "Discard and leave",
  },
};
