// The sentences about one's own password, and about passwords that anybody guesses.
export const passwordsEn = {
  passwords: {
    change: "Change password",
    lead: "Your other sessions end, in every application. Your second factor stays as it is.",
    current: "Current password",
    next: "New password",
    hint: "8 to 256 characters. A sentence is good.",
    currentMissing: "Enter your current password.",
    wrong: "The current password is incorrect.",
    limited: (wait: string) => `Too many attempts. Try again in ${wait}.`,
    changed: "Your password is changed.",
    refused: {
      WELL_KNOWN: "Many people use this password. Choose another one.",
      PERSONAL: "The address or an application’s name is easily guessed. Choose another password.",
      UNCHANGED: "This is the password you have. Choose another one.",
    },
  },
};
