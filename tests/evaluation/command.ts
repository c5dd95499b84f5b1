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
