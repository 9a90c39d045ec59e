/** The last days that a new API token may have: today, and a year from now. */
const day = 86_400_000;
const longestDays = 365;

export const presets = [30, 90, 365] as const;

/** The end that was chosen, as RFC 3339: so many days from now, or the end of a day by the reader's clock; null: none. */
export function endOf(choice: string, date: string, now: number): string | null {
  const days = presets.find((each) => String(each) === choice);
  if (days) return new Date(now + days * day).toISOString();
  const end = new Date(`${date}T23:59:59`).getTime();
  if (Number.isNaN(end) || end <= now || end > now + (longestDays + 1) * day) return null;
  return new Date(end).toISOString();
}

/** A day as a date field takes it, `days` from now. */
export function dateIn(days: number, now: number): string {
  const at = new Date(now + days * day);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
