import type { Plugin } from "vite";

/**
 * Vite wraps each `import()` into a preloader (1 kB gzipped) that a page without lazy styles has no use for. The
 * login pages have none; they get the import alone.
 */
export function plainImports(): Plugin {
  return {
    name: "plain-imports",
    enforce: "pre",
    apply: "build",
    // What each chunk would preload is only a list for that preloader.
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "chunk") continue;
          file.code = file.code.replace(/^const __vite__mapDeps=.*\n/, "").replace(/,__vite__mapDeps\(\[[\d,]*\]\)/g, "");
        }
      },
    },
    load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null),
  };
}
