import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "./library/temporary-folder.js";
import { ROOT } from "./real-model.js";

const RULES = path.join(ROOT, ".dependency-cruiser.cjs");

async function cruiseIn(folder: string, files: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(files, { ...(await extractOptions(RULES)), baseDir: folder });
  if (typeof output === "string") throw new TypeError(`Expected a result, got ${output}`);
  return output;
}

/** Files that import what they should not, and the rule that each breaks. */
const WRONG = [
  ["documents", 'export { rankOf } from "../retrieval/rank.js";', "documents-arrows"],
  ["retrieval", 'export { verifyModel } from "../embedding/manifest.js";', "retrieval-arrows"],
  ["library", 'export { SqliteStore } from "../store/sqlite/sqlite-store.js";', "stores-only-from-compose"],
  ["library", 'export { MemoryStore } from "../store/memory.js";', "stores-only-from-compose"],
  ["library", 'export { startBot } from "../discord/bot.js";', "library-arrows"],
  ["terminal", 'export { startBot } from "../discord/bot.js";', "terminal-arrows"],
  ["terminal", 'export { runCommand } from "../commands/registry.js";', "commands-only-from-cli"],
  ["commands", 'export { ask } from "./ask.js";', "commands-apart"],
  ["discord/features/ask", 'export { show } from "../article/show.js";', "discord-features-apart"],
  ["discord/features", 'export { show } from "./article/show.js";', "discord-features-apart"],
  ["discord", 'export { loadConfig } from "../config.js";', "discord-arrows"],
  ["terminal", 'export { Client } from "discord.js";', "discord.js-only-in-discord"],
  ["library", 'import type { Client } from "discord.js";\nexport type C = Client;', "discord.js-only-in-discord"],
  ["library", 'export { pipeline } from "@xenova/transformers";', "model-runtime-only-in-embedding"],
  ["retrieval", 'export { readFile } from "node:fs/promises";', "language-and-retrieval-are-pure"],
  ["language", 'export { readdirSync } from "node:fs";', "language-and-retrieval-are-pure"],
  ["documents", 'export { default } from "../language/languages/en.js";', "languages-only-together"],
  ["documents", 'export const late = () => import("../library/library.js");', "documents-arrows"],
  ["documents/fetch", 'export { parseHtml } from "../formats/html/html.js";', "formats-only-from-registry"],
  ["documents/formats/pdf", 'export { parseHtml } from "../html/html.js";', "formats-apart"],
  ["documents/formats", 'export { get } from "../fetch/http-get.js";', "formats-know-no-source"],
  ["discord", 'import { other } from "./wrong-circle.js";\nexport const one = other;', "no-cycles"],
].map(([folder = "", source = "", rule = ""], at) => ({ file: `src/${folder}/wrong-${at}.ts`, source, rule }));

describe("the arrows between the rooms", () => {
  let whole: ICruiseResult;
  let broken: ICruiseResult;
  beforeAll(async () => {
    whole = await cruiseIn(ROOT, ["src"]);
    const folder = temporaryFolder();
    cpSync(path.join(ROOT, "src"), path.join(folder, "src"), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
    for (const { file, source } of WRONG) writeFileSync(path.join(folder, file), source);
    const circle = WRONG.find(({ rule }) => rule === "no-cycles")?.file ?? "";
    const back = `import { one } from "./${path.basename(circle, ".ts")}.js";\nexport const other = () => one;`;
    writeFileSync(path.join(folder, path.dirname(circle), "wrong-circle.ts"), back);
    // What these import is followed from them; nothing imports them.
    broken = await cruiseIn(
      folder,
      WRONG.map(({ file }) => file),
    );
  });

  it("point one way, over all of src", () => {
    const { summary, modules } = whole;
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(modules.filter(({ source }) => source.startsWith("src/")).length).toBeGreaterThan(20);
  });

  it("let discord.js into src/discord alone, and are seen to", () => {
    const importers = whole.modules.filter(({ dependencies }) =>
      dependencies.some(({ module }) => module === "discord.js"),
    );
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.map(({ source }) => source).filter((source) => !source.startsWith("src/discord/"))).toEqual([]);
  });

  it.each(WRONG)("refuse $source in $file with $rule", ({ file, rule }) => {
    const rules = broken.summary.violations.filter(({ from }) => from === file).map((one) => one.rule.name);
    expect(rules).toContain(rule);
  });
});
