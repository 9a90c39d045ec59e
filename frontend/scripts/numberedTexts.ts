import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const entry = /^ {2}(\w+): ?/gm;
const use = /\btexts\.(\w+)/g;
/** `texts[name]`, `const { name } = texts`: names that only a visitor's browser would find out. */
const hiddenUse = /\btexts\[|= texts\b/;

const namesIn = (catalogue: string): string[] => Array.from(catalogue.matchAll(entry), ([, name = ""]) => name);

/**
 * The names of the login's texts serve its authors alone, and they are three quarters of a kilobyte gzipped: what is
 * shipped is a list in the order of en.ts, and what says a text calls it by its number.
 */
export function numberedTexts(): Plugin {
  let folder = "";
  let names: string[] = [];
  return {
    name: "numbered-texts",
    enforce: "pre",
    apply: "build",
    configResolved: (config) => {
      folder = join(config.root, "src/login");
    },
    buildStart() {
      names = namesIn(readFileSync(join(folder, "texts/en.ts"), "utf8"));
    },
    transform(code, id) {
      if (!id.startsWith(folder)) return null;
      if (/\/texts\/(en|zh)\.ts$/.test(id)) {
        if (namesIn(code).join() !== names.join()) this.error(`${id}: the texts must stand in the order of en.ts`);
        return { code: code.replace(/ = \{$/m, " = [").replace(/^\};$/m, "];").replace(entry, "  "), map: null };
      }
      if (hiddenUse.test(code)) this.error(`${id}: a text must be called by its name, as in texts.name`);
      const numbered = code.replace(use, (_, name: string) => {
        if (!names.includes(name)) this.error(`${id}: en.ts has no text named ${name}`);
        return `texts[${names.indexOf(name)}]`;
      });
      return { code: numbered, map: null };
    },
  };
}
