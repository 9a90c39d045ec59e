import type { Storage } from "@graphiql/toolkit";

// GraphiQL prefixes its keys. Operations, variables and headers are not among these: they may hold a password,
// a code or a token, and nothing that a browser writes to its disk may (E3).
const kept = new Set(["theme", "visiblePlugin", "docExplorerFlex", "editorFlex", "secondaryEditorFlex"]);

const isKept = (key: string) => kept.has(key.slice(key.indexOf(":") + 1));

/** What the explorer remembers: the looks in the browser's store, everything else until the page is left. */
export function createPreferences(store: globalThis.Storage): Storage {
  const page = new Map<string, string>();
  return {
    getItem: (key) => (isKept(key) ? store.getItem(key) : (page.get(key) ?? null)),
    setItem: (key, value) => (isKept(key) ? store.setItem(key, value) : void page.set(key, value)),
    removeItem: (key) => (isKept(key) ? store.removeItem(key) : void page.delete(key)),
    clear: () => page.clear(),
    get length() {
      return page.size;
    },
  };
}
