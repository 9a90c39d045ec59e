import { defineConfig } from "vite";
import { precompress } from "./scripts/precompress.ts";

/**
 * The explorer, a build of its own: its editor is ten times the rest and changes with its packages alone. It goes to
 * a folder that `scripts/explorer.mjs` copies from for as long as what it was made of stays the same.
 */
export default defineConfig({
  plugins: [precompress(9)],
  publicDir: false,
  build: {
    outDir: "node_modules/.explorer",
    emptyOutDir: true,
    target: "baseline-widely-available",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: {
      input: "explorer.html",
      checks: { moduleLevelDirective: false },
      output: {
        entryFileNames: "assets/explorer-[hash].js",
        chunkFileNames: "assets/explorer-[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});
