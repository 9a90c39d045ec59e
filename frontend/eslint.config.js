import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import { globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const only = (paths, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ group: paths, message }] }],
});

export default tseslint.config(
  globalIgnores(["node_modules/", "src/**/gql/", "dist/"]),
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", 300],
      "no-console": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat["recommended-latest"]],
  },
  {
    files: ["src/login/**"],
    rules: only(["react", "react-*", "@base-ui/*", "@tanstack/*", "**/console/**"], "The login pages know Preact alone."),
  },
  {
    files: ["src/console/**"],
    rules: only(["preact", "preact/*", "**/login/**"], "The console knows React alone."),
  },
  {
    // Holds the preview's words to the login page's own: no part of the console.
    files: ["src/console/branding/previewWords.test.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    files: ["src/explorer/**"],
    rules: only(["preact", "preact/*", "**/login/**", "**/console/**"], "The explorer is a page of its own."),
  },
  {
    files: ["src/shared/**"],
    rules: only(["react", "react-*", "preact", "preact/*", "**/console/**", "**/login/**"], "Shared code draws nothing."),
  },
  {
    // Spelled out on purpose: browsers drop the roles of a table whose display type changes.
    files: ["src/console/parts/DataTable.tsx"],
    rules: { "jsx-a11y/no-redundant-roles": "off", "jsx-a11y/no-interactive-element-to-noninteractive-role": "off" },
  },
  {
    files: ["scripts/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
  },
);
