import type { Plugin } from "vite";

/**
 * Vite wraps each `import()` into a preloader (1 kB gzipped) that a page without lazy styles has no use for. The
 * login pages load one catalogue and nothing else; they get the import alone.
 */
export function plainImports(): Plugin {
  return {
    name: "plain-imports",
    enforce: "pre",
    apply: "build",
    load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null),
  };
}
