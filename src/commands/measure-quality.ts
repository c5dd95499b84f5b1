import { readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { qualityBlock, withQualityBlock } from "../evaluation/report-table.js";
import { type Command, parseWords, print } from "./command.js";
import { atLeastOne, withEvaluator } from "./evaluator.js";

const usage = `npm run --silent measure:quality -- FOLDER…
  measures evaluation sets with default settings and writes the README's table anew`;

const README = "README.md";

/** `npm run measure:quality`: both methods on default settings, without options, since the README's table is of these. */
export const measureQuality: Command = {
  name: "measure-quality",
  usage,
  async run(words) {
    const folders = atLeastOne(parseWords(words, {}, usage).positionals, usage);
    // Throws now where the README has no markers for the table, not after the minutes that measuring takes.
    withQualityBlock(await readFile(README, "utf8"), "", README);
    const asked = { folders, limit: Infinity, seed: 1, strictness: "balanced" } as const;
    const reports = await withEvaluator(undefined, async (evaluator) => ({
      full: (await evaluator.evaluate({ ...asked, method: "full" })).reports,
      cosine: (await evaluator.evaluate({ ...asked, method: "cosine" })).reports,
    }));
    const block = qualityBlock({ folders, ...reports, machine: machine(), date: new Date() });
    print(block);
    await writeFile(README, withQualityBlock(await readFile(README, "utf8"), block, README));
  },
};

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${memory} GB, Node ${process.versions.node}`;
}
