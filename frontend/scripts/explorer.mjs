// Puts the explorer beside the other pages; builds it only if something that it is made of has changed.
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "node_modules/.explorer");
const stamp = join(built, ".fingerprint");
const pages = process.env.PAGES_FOLDER ?? join(root, "../backend/ostiary/web/static");

const folders = ["src/explorer", "scripts"];
const sources = ["explorer.html", "package-lock.json", "vite.explorer.config.ts", "tsconfig.strict.json"];

function fingerprint() {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const digest = createHash("sha256");
  for (const path of [...inFolders, ...sources.map((source) => join(root, source))].sort()) {
    const content = readFileSync(path);
    digest.update(`${path.slice(root.length)} ${content.length}\n`).update(content);
  }
  return digest.digest("hex");
}

const wanted = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  await build({ root, configFile: join(root, "vite.explorer.config.ts"), logLevel: "warn" });
  writeFileSync(stamp, wanted);
}
cpSync(built, pages, { recursive: true, filter: (path) => path !== stamp });
