// Removes from node_modules what Pilcrow does not load on this machine: other platforms' binaries, what browsers load, the
// compiler, source maps. For the container's image; a folder that is worked in keeps all.
// node deploy/prune.mjs [NODE_MODULES]
import { existsSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

const modules = path.resolve(process.argv[2] ?? "node_modules");
const { platform, arch } = process;

/** Packages that only building needs, or a browser. */
const PACKAGES = ["onnxruntime-web", "typescript", "@typescript", "@types"];

/** Folders of which only some entries are loaded, and those. */
const KEPT = {
  "onnxruntime-node/bin/napi-v6": [platform],
  [`onnxruntime-node/bin/napi-v6/${platform}`]: [arch],
  "@photostructure/sqlite": ["dist", "prebuilds", "package.json", "LICENSE"],
  "@photostructure/sqlite/prebuilds": [`${platform}-${arch}`],
  "@xenova/transformers": ["dist", "package.json", "LICENSE"],
  "@xenova/transformers/dist": ["transformers.node.mjs"],
  "pdfjs-dist": ["legacy", "cmaps", "standard_fonts", "iccs", "wasm", "package.json", "LICENSE"],
};

/** What no program loads, wherever it lies. */
const NEVER_LOADED = /\.(?:map|d\.ts|d\.mts|d\.cts|md|markdown)$/;

for (const name of PACKAGES) await rm(path.join(modules, name), { recursive: true, force: true });
for (const [folder, kept] of Object.entries(KEPT)) {
  const at = path.join(modules, folder);
  // A folder of another name means that the package has changed: then this list is out of date, and the image too large.
  if (!existsSync(at)) throw new Error(`There is no ${at}: deploy/prune.mjs is out of date.`);
  for (const name of await readdir(at)) if (!kept.includes(name)) await rm(path.join(at, name), { recursive: true });
}
let bytes = 0;
for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath, entry.name);
  if (NEVER_LOADED.test(entry.name)) await rm(file);
  else bytes += (await stat(file)).size;
}
console.log(`${modules}: ${Math.ceil(bytes / 1e6)} MB are left.`);
