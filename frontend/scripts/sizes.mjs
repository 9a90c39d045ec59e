// What a first visit loads, gzipped: the page's scripts and styles with everything they import statically.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const output = join(dirname(fileURLToPath(import.meta.url)), "../../backend/ostiary/web/static");
// A kB is 1,000 bytes: the stricter reading of "at most 20 kB".
const limits = { login: 20 * 1000, console: 180 * 1000 };

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

const bytes = (count) => count.toLocaleString("en");

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
  const locale = heaviestLocale(name, files);
  const size = files.reduce((sum, file) => sum + weigh(file), locale);
  const verdict = size <= limit ? "ok" : "TOO LARGE";
  console.log(`${name}: ${bytes(size)} bytes gzipped of ${bytes(limit)}, ${files.length} files${locale ? " and a locale" : ""}: ${verdict}`);
  failed ||= size > limit;
}
process.exit(failed ? 1 : 0);
