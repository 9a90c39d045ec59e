import { defineConfig } from "vitest/config";
import { paintOnce } from "./scripts/paintOnce.ts";
import { plainDocuments } from "./scripts/plainDocuments.ts";
import { plainImports } from "./scripts/plainImports.ts";
import { precompress } from "./scripts/precompress.ts";
import { numberedTexts } from "./scripts/numberedTexts.ts";

const entries = {
  // Old phones and embedded web views sign in too; the console may ask for a current browser.
  login: { page: "login.html", target: ["chrome87", "safari14", "firefox78"] },
  console: { page: "console.html", target: "baseline-widely-available" as const },
};

/** Nested calls of Preact's own `h` are a third of a kilobyte smaller than the automatic runtime and its objects. */
const preact = {
  jsx: { runtime: "classic" as const, pragma: "h", pragmaFrag: "Fragment" },
  jsxInject: 'import { h, Fragment } from "preact"',
};

// Lightning CSS prepares every `color-scheme` for `light-dark()`, which no page here uses. The flag's name in its own
// list is `Features.LightDark`.
const lightDark = 1 << 20;

// Named by backend/frontend_build.py, which builds beside the pages that are served.
const pages = process.env.PAGES_FOLDER ?? "../backend/ostiary/web/static";

const server = "http://127.0.0.1:8000";

/** One build per entry (`--mode login`, `--mode console`): no chunk can be shared between Preact and React. */
export default defineConfig(({ mode }) => {
  const entry = mode === "login" ? entries.login : entries.console;
  return {
    appType: "mpa",
    ...(mode === "login" && { oxc: preact }),
    plugins: [plainDocuments(), mode === "login" && numberedTexts(), mode === "login" && plainImports(), mode === "login" && paintOnce(), precompress()],
    css: { lightningcss: { exclude: lightDark } },
    build: {
      outDir: pages,
      emptyOutDir: mode === "login",
      target: entry.target,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      rolldownOptions: {
        input: entry.page,
        // "use client" means nothing without a server that renders.
        checks: { moduleLevelDirective: false },
        preserveEntrySignatures: "allow-extension" as const,
        output: {
          ...(mode === "login" && { codeSplitting: { groups: [{ name: "page", tags: ["$initial" as const] }] } }),
          entryFileNames: `assets/${mode}-[hash].js`,
          chunkFileNames: `assets/${mode}-[name]-[hash].js`,
          assetFileNames: `assets/[name]-[hash][extname]`,
        },
      },
    },
    server: {
      proxy: { "/graphql": server, "/export": server, "/mailbox": server },
    },
    test: {
      environment: "jsdom",
      include: ["src/**/*.test.{ts,tsx}"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  };
});
