/** How long the second key may take, in milliseconds. */
const patience = 1_500;
const storeKey = "ostiary.console.shortcuts";

export interface Press {
  key: string;
  /** Milliseconds on any clock that only runs forward. */
  at: number;
}

/** "g a" and the like; "?" alone. */
export type Keys = "g a" | "g u" | "g l" | "g s" | "?";

const sequences: readonly string[] = ["g a", "g u", "g l", "g s", "?"];

/** What a press completes, after the one before it; a "g" that waited too long is forgotten. */
export function readPress(before: Press | null, press: Press): Keys | null {
  const key = press.key.toLowerCase();
  const isLate = before === null || press.at - before.at > patience;
  const typed = isLate ? key : `${before.key.toLowerCase()} ${key}`;
  return (sequences.find((keys) => keys === typed || keys === key) as Keys | undefined) ?? null;
}

/** Whether a dialog has the keyboard. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

/** Whether a key means text here, not a command. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, [contenteditable]") !== null)
  );
}

/** Whether this press may be a shortcut at all (WCAG 2.1.4): plain, not in a field, not part of an input method. */
export function isPlainPress(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== "?")) return false;
  return !isTyping(event.target) && !isDialogOpen();
}

/** Whether single-key shortcuts are on in this browser; they are until somebody turns them off. */
export function areShortcutsOn(): boolean {
  return localStorage.getItem(storeKey) !== "off";
}

export function rememberShortcuts(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storeKey);
  else localStorage.setItem(storeKey, "off");
}
