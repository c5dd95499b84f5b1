import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../real-model.js";

/** An evaluation set in our own words: three articles, twelve questions with a span and three without an answer. */
export const THREE_ARTICLES = path.join(ROOT, "tests/evaluation/fixtures/three-articles");

/** A folder of its own, removed by the system. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "pilcrow-evaluation-"));
}

export const CLI = path.join(ROOT, "dist/cli.js");

/** The program as `npm run eval` and its like start it, in `folder`, where it keeps its cache. */
export function runCli(folder: string, ...words: readonly string[]): SpawnSyncReturns<string> {
  const env = { PATH: process.env.PATH };
  return spawnSync(process.execPath, [CLI, ...words], { cwd: folder, env, encoding: "utf8" });
}
