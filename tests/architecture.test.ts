import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { describe, expect, it } from "vitest";
import { ROOT } from "./real-model.js";

const RULES = path.join(ROOT, ".dependency-cruiser.cjs");

async function cruiseIn(folder: string): Promise<ICruiseResult> {
  const { output } = await cruise(["src"], { ...(await extractOptions(RULES)), baseDir: folder });
  if (typeof output === "string") throw new TypeError(`Expected a result, got ${output}`);
  return output;
}

/** A house with one file that imports what it should not; the names of the rules it breaks. */
async function brokenRules(file: string, source: string): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-arrows-"));
  cpSync(path.join(ROOT, "src"), path.join(folder, "src"), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), source);
  const { summary } = await cruiseIn(folder);
  return summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

describe("the arrows of the house", () => {
  it("point one way, over all of src", async () => {
    const { summary, modules } = await cruiseIn(ROOT);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(modules.filter(({ source }) => source.startsWith("src/")).length).toBeGreaterThan(20);
  });

  it("let discord.js into src/discord alone, and are seen to", async () => {
    const { modules } = await cruiseIn(ROOT);
    const importers = modules.filter(({ dependencies }) => dependencies.some(({ module }) => module === "discord.js"));
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.map(({ source }) => source).filter((source) => !source.startsWith("src/discord/"))).toEqual([]);
  });

  it.each([
    ["src/documents/wrong.ts", 'export { rankOf } from "../retrieval/rank.js";', "documents-arrows"],
    ["src/retrieval/wrong.ts", 'export { verifyModel } from "../embedding/manifest.js";', "retrieval-arrows"],
    [
      "src/library/wrong.ts",
      'export { SqliteStore } from "../store/sqlite/sqlite-store.js";',
      "stores-only-from-compose",
    ],
    ["src/library/wrong.ts", 'export { MemoryStore } from "../store/memory.js";', "stores-only-from-compose"],
    ["src/library/wrong.ts", 'export { startBot } from "../discord/bot.js";', "library-arrows"],
    ["src/terminal/wrong.ts", 'export { startBot } from "../discord/bot.js";', "terminal-arrows"],
    ["src/discord/wrong.ts", 'export { loadConfig } from "../config.js";', "discord-arrows"],
    ["src/terminal/wrong.ts", 'export { Client } from "discord.js";', "discord.js-only-in-discord"],
    [
      "src/library/wrong.ts",
      'import type { Client } from "discord.js";\nexport type C = Client;',
      "discord.js-only-in-discord",
    ],
    ["src/library/wrong.ts", 'export { pipeline } from "@xenova/transformers";', "model-runtime-only-in-embedding"],
    ["src/retrieval/wrong.ts", 'export { readFile } from "node:fs/promises";', "language-and-retrieval-are-pure"],
    ["src/documents/wrong.ts", 'export const late = () => import("../library/library.js");', "documents-arrows"],
    [
      "src/documents/fetch/wrong.ts",
      'export { parseHtml } from "../formats/html/html.js";',
      "formats-only-from-registry",
    ],
    ["src/documents/formats/pdf/wrong.ts", 'export { parseHtml } from "../html/html.js";', "formats-apart"],
    ["src/documents/formats/wrong.ts", 'export { get } from "../fetch/http-get.js";', "formats-know-no-source"],
  ])("refuse %s with %s", async (file, source, rule) => {
    expect(await brokenRules(file, source)).toContain(rule);
  });

  it("refuse a circle", async () => {
    const source =
      'import { articles } from "./articles.js";\nimport { commands } from "./table.js";\nexport const ask = [articles, commands];';
    expect(await brokenRules("src/discord/commands/ask.ts", source)).toContain("no-cycles");
  });
});
