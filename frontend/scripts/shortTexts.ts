import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const entry = /^ {2}(\w+):/gm;
const use = /\btexts\.(\w+)/g;

/** The login's own sources, without its tests and what codegen writes. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|gql/.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"));
}

/**
 * The names of the login's texts serve its authors alone, and they are half a kilobyte gzipped: what is shipped calls
 * them by one or two letters. A text that is looked up by a name (`texts[notice]`) keeps it: any name that stands
 * quoted somewhere in the sources is left alone.
 */
export function shortTexts(): Plugin {
  const short = new Map<string, string>();
  let folder = "";
  return {
    name: "short-texts",
    enforce: "pre",
    apply: "build",
    configResolved: (config) => {
      folder = join(config.root, "src/login");
    },
    buildStart() {
      const sources = sourcesIn(folder);
      const isQuoted = (name: string): boolean => sources.some((source) => source.includes(`"${name}"`));
      const english = readFileSync(join(folder, "texts/en.ts"), "utf8");
      for (const [, name = ""] of english.matchAll(entry)) {
        if (!isQuoted(name)) short.set(name, `_${short.size.toString(36)}`);
      }
    },
    transform(code, id) {
      if (!id.startsWith(folder)) return null;
      if (/\/texts\/(en|zh)\.ts$/.test(id)) {
        return { code: code.replace(entry, (_, name: string) => `  ${short.get(name) ?? name}:`), map: null };
      }
      return { code: code.replace(use, (_, name: string) => `texts.${short.get(name) ?? name}`), map: null };
    },
  };
}
