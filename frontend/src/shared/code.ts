// What a person typed, pasted or let the phone fill in, made into a code (rule L8; ux.md "The code field").

export const codeLength = 6;

/** The one group of exactly six digits among `groups`, or null where there is none or a choice. */
function onlySix(groups: string[] | null): string | null {
  const six = (groups ?? []).map((group) => group.replace(/\D/g, "")).filter((digits) => digits.length === codeLength);
  return six.length === 1 ? (six[0] ?? null) : null;
}

/**
 * The digits of `text`: full-width ones become ASCII, and a pasted sentence gives its one group of six, so that
 * "Your code is 123 456. It works for 10 minutes." is 123456. A further key after a whole code (`before`) is ignored.
 */
export function cleanCode(text: string, before = ""): string {
  const plain = text.normalize("NFKC");
  const six = onlySix(plain.match(/\d+/g)) ?? onlySix(plain.match(/\d(?:[\s-]*\d)*/g));
  if (six !== null) return six;
  const digits = plain.replace(/\D/g, "");
  return before.length === codeLength && digits.startsWith(before) ? before : digits;
}

export const isComplete = (code: string): boolean => code.length === codeLength;
