// What a first visit loads, gzipped: the page's scripts and styles with everything they import statically.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const output = join(dirname(fileURLToPath(import.meta.url)), "../../backend/ostiary/web/static");
const limits = { login: 20 * 1024, console: 180 * 1024 };

function firstLoad(page) {
  const html = readFileSync(join(output, page), "utf8");
  const queue = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  const seen = new Set();
  while (queue.length > 0) {
    const path = queue.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    if (!path.endsWith(".js")) continue;
    const code = readFileSync(join(output, path), "utf8");
    for (const match of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)) {
      queue.push(join(dirname(path), match[1]));
    }
  }
  return [...seen];
}

const weigh = (file) => gzipSync(readFileSync(join(output, file)), { level: 9 }).length;

/** Where each language is a chunk of its own, a visit loads one of them: the heaviest counts. */
function heaviestLocale(name, loaded) {
  const chunks = readdirSync(join(output, "assets"))
    .map((file) => `assets/${file}`)
    .filter((file) => new RegExp(`/${name}-(en|zh)-[^/]+\\.js$`).test(file) && !loaded.includes(file));
  return Math.max(0, ...chunks.map(weigh));
}

let failed = false;
for (const [name, limit] of Object.entries(limits)) {
  const files = firstLoad(`${name}.html`);
  const size = files.reduce((sum, file) => sum + weigh(file), 0) + heaviestLocale(name, files);
  const verdict = size <= limit ? "ok" : "TOO LARGE";
  console.log(`${name}: ${(size / 1024).toFixed(1)} kB gzipped of ${limit / 1024} kB, ${files.length} files: ${verdict}`);
  failed ||= size > limit;
}
process.exit(failed ? 1 : 0);
