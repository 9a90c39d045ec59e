/** "Ctrl K", or "⌘K" where that is the key. */
export function controlKey(key: string): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? `⌘${key}` : `Ctrl ${key}`;
}
