import { mkdir, writeFile } from "node:fs/promises";
import { loadConfig } from "./config.js";
import { verifyModel } from "./embedding/manifest.js";
import { WorkerPool } from "./embedding/worker-pool.js";
import { CachedEmbedder } from "./evaluation/embedding-cache.js";
import { parseEvaluationArguments } from "./evaluation/evaluation-arguments.js";
import { Evaluator } from "./evaluation/evaluator.js";
import { refusalCurve } from "./evaluation/refusal-curve.js";
import { calibrationTable, reportTable } from "./evaluation/report-table.js";
import { loadHouse, readArticle } from "./library/house-articles.js";
import { MemoryStore } from "./library/memory-store.js";
import { SqliteStore } from "./library/sqlite-store.js";
import { MODELS_FOLDER, openPilcrow } from "./open-pilcrow.js";
import { describeError, runOrExplain } from "./report-error.js";
import { parseAskArguments, UsageError } from "./terminal/ask-once.js";
import { ProgressBar } from "./terminal/progress-bar.js";
import { renderAnswer } from "./terminal/render-answer.js";
import { styleFor } from "./terminal/style.js";

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  ask,
  calibrate,
  eval: evaluate,
};

await runOrExplain(async () => {
  const [command = "", ...words] = process.argv.slice(2);
  const run = COMMANDS[command];
  if (run === undefined) {
    throw new UsageError(`Expected one of ${Object.keys(COMMANDS).join(", ")}, got ${JSON.stringify(command)}.`);
  }
  await run(words);
});

async function ask(words: readonly string[]): Promise<void> {
  const { question, file, top, json } = parseAskArguments(words);
  const config = loadConfig();
  const pilcrow = await openPilcrow(config, file === undefined ? new SqliteStore(config.dataDir) : new MemoryStore());
  try {
    const bar = new ProgressBar(process.stderr);
    if (file === undefined) {
      const { problems } = await loadHouse(pilcrow.library, config.articles, (...progress) => bar.show(...progress));
      for (const problem of problems) process.stderr.write(`${describeError(problem)}\n`);
    } else {
      const article = await readArticle(file);
      await pilcrow.library.add("house", article, {
        onProgress: (done, total) => bar.show(article.title, done, total),
      });
    }
    const answer = await pilcrow.library.ask("house", question, { top });
    const style = styleFor(process.stdout, Boolean(process.env.NO_COLOR));
    process.stdout.write(
      `${json ? JSON.stringify(answer, null, 2) : renderAnswer(answer, { style, width: process.stdout.columns })}\n`,
    );
  } finally {
    await pilcrow.close();
  }
}

async function evaluate(words: readonly string[]): Promise<void> {
  const { json, ...asked } = parseEvaluationArguments(words);
  const reports = await withEvaluator(asked.model, (evaluator) => evaluator.evaluate(asked));
  process.stdout.write(`${json ? JSON.stringify(reports, null, 2) : reportTable(reports)}\n`);
}

async function calibrate(words: readonly string[]): Promise<void> {
  const asked = parseEvaluationArguments(words);
  const result = await withEvaluator(asked.model, (evaluator) => evaluator.calibrate(asked));
  await mkdir("docs", { recursive: true });
  await writeFile("docs/refusal-curve.svg", refusalCurve(result.curve, result.calibration.thresholds));
  process.stdout.write(`${asked.json ? JSON.stringify(result, null, 2) : calibrationTable(result)}\n`);
}

/** An evaluator over the model of the command line or the settings, with its cache; closed in the end. */
async function withEvaluator<T>(model: string | undefined, use: (evaluator: Evaluator) => Promise<T>): Promise<T> {
  const verified = await verifyModel(MODELS_FOLDER, model ?? loadConfig().model);
  const embedder = new CachedEmbedder(await WorkerPool.start(verified), ".cache/embeddings.db");
  const bar = new ProgressBar(process.stderr);
  try {
    return await use(new Evaluator(verified, embedder, (...progress) => bar.show(...progress)));
  } finally {
    await embedder.close();
  }
}
