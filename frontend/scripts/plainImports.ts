import type { Plugin } from "vite";

const wrapped = /__vitePreload\(async \(\) => \{\s+const (\{ \w+ \}) = await (import\("[^"]+"\));\s+return \1;\s+\}, __VITE_PRELOAD__\)/g;

/**
 * Vite wraps each `import()` into a preloader (1 kB gzipped) that a page without lazy styles has no use for. The
 * login pages have none; they get the import alone.
 */
export function plainImports(): Plugin {
  return {
    name: "plain-imports",
    enforce: "pre",
    apply: "build",
    load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : null),
    renderChunk: (code) => code.replace(wrapped, "$2"),
  };
}
