import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { MODELS_FOLDER, openPilcrow, openTemporaryStore } from "./compose.js";
import { loadConfig } from "./config.js";
import { Documents } from "./documents/documents.js";
import { verifyModel } from "./embedding/manifest.js";
import { WorkerPool } from "./embedding/worker-pool.js";
import { readDataset } from "./evaluation/dataset.js";
import { CachedEmbedder } from "./evaluation/embedding-cache.js";
import { Evaluator } from "./evaluation/evaluator.js";
import { refusalCurve } from "./evaluation/refusal-curve.js";
import { calibrationTable, qualityBlock, reportTable, withQualityBlock } from "./evaluation/report-table.js";
import { renderScores, scoreQuestions, withDocument } from "./evaluation/score-questions.js";
import { parseEvaluationArguments, parseQualityArguments, parseScoreArguments } from "./evaluation-arguments.js";
import { ProgressBar } from "./terminal/progress-bar.js";

/** Embeddings of evaluation sets, by model and text. */
const CACHE = ".cache/embeddings.db";
const CURVE = "docs/refusal-curve.svg";
const README = "README.md";

/** `npm run eval` */
export async function evaluate(words: readonly string[]): Promise<void> {
  const asked = parseEvaluationArguments(words);
  const reports = await withEvaluator(asked.model, (evaluator) => evaluator.evaluate(asked));
  process.stdout.write(`${asked.json ? JSON.stringify(reports, null, 2) : reportTable(reports)}\n`);
}

/** `npm run calibrate`: fits the confidence, writes it into the model's manifest, and draws the curve. */
export async function calibrate(words: readonly string[]): Promise<void> {
  const asked = parseEvaluationArguments(words, "calibrate");
  const result = await withEvaluator(asked.model, (evaluator) => evaluator.calibrate(asked));
  await mkdir("docs", { recursive: true });
  await writeFile(CURVE, refusalCurve(result.curve, result.calibration.thresholds));
  process.stdout.write(`${asked.json ? JSON.stringify(result, null, 2) : calibrationTable(result)}\n`);
}

/** `npm run measure:quality`: both methods on default settings; the README's table is written anew. */
export async function measureQuality(words: readonly string[]): Promise<void> {
  const folders = parseQualityArguments(words);
  // A README without the markers is told now, not after the minutes that measuring takes.
  withQualityBlock(await readFile(README, "utf8"), "", README);
  const asked = { folders, limit: Infinity, seed: 1, strictness: "balanced" } as const;
  const reports = await withEvaluator(undefined, async (evaluator) => ({
    full: await evaluator.evaluate({ ...asked, method: "full" }),
    cosine: await evaluator.evaluate({ ...asked, method: "cosine" }),
  }));
  const block = qualityBlock({ folders, ...reports, machine: machine(), date: new Date() });
  process.stdout.write(`${block}\n`);
  await writeFile(README, withQualityBlock(await readFile(README, "utf8"), block, README));
}

function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${memory} GB, Node ${process.versions.node}`;
}

/** `npm run score`: a set's questions, asked of the library that answers people, each with its answer. */
export async function score(words: readonly string[]): Promise<void> {
  const { folder, file } = parseScoreArguments(words);
  const config = loadConfig();
  const dataset = await readDataset(folder);
  const documents = new Documents(config);
  const asked = file === undefined ? dataset : withDocument(dataset, (await documents.fromFile(file)).article);
  await documents.close();
  const pilcrow = await openPilcrow(config, openTemporaryStore());
  try {
    process.stdout.write(`${renderScores(await scoreQuestions(asked, pilcrow))}\n`);
  } finally {
    await pilcrow.close();
  }
}

/** An evaluator over the model of the command line or the settings, with its cache; closed in the end. */
async function withEvaluator<T>(model: string | undefined, use: (evaluator: Evaluator) => Promise<T>): Promise<T> {
  const verified = await verifyModel(MODELS_FOLDER, model ?? loadConfig().model);
  const pool = await WorkerPool.start(verified);
  const bar = new ProgressBar(process.stderr);
  try {
    const embedder = new CachedEmbedder(pool, CACHE);
    try {
      return await use(new Evaluator(verified, embedder, (...progress) => bar.show(...progress)));
    } finally {
      await embedder.close();
    }
  } finally {
    await pool.close();
  }
}
