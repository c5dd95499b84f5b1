import { MODELS_FOLDER, openTemporaryStore } from "../compose.js";
import { loadConfig } from "../config.js";
import { verifyModel } from "../embedding/manifest.js";
import { WorkerPool } from "../embedding/worker-pool.js";
import { CachedEmbedder } from "../evaluation/embedding-cache.js";
import { type Asked, Evaluator } from "../evaluation/evaluator.js";
import { METHODS } from "../evaluation/responder.js";
import { UsageError } from "../person-error.js";
import { STRICTNESSES } from "../retrieval/confidence.js";
import { progressBar } from "../terminal/render/progress-bar.js";
import { parseWords } from "./command.js";

/** Embeddings of evaluation sets, by model and text. */
const CACHE = ".cache/embeddings.db";

/** The words of `npm run eval` and `npm run calibrate`. */
export interface EvaluationWords extends Asked {
  /** How many of the worst misses of each set are shown. */
  readonly worst: number;
  readonly json: boolean;
  /** The model's folder below `models/`; `undefined` for the one of the settings. */
  readonly model: string | undefined;
}

/** The first line of their usage. */
export const EVALUATION_WORDS = `FOLDER… [--json] [--limit N] [--seed S] [--model ID] [--method ${METHODS.toSorted().join("|")}] [--strictness ${STRICTNESSES.join("|")}]`;

/** @throws UsageError */
export function parseEvaluationWords(words: readonly string[], usage: string): EvaluationWords {
  const { values, positionals } = parseWords(
    words,
    {
      json: { type: "boolean", default: false },
      limit: { type: "string" },
      seed: { type: "string", default: "1" },
      model: { type: "string" },
      method: { type: "string", default: "full" },
      strictness: { type: "string", default: "balanced" },
      worst: { type: "string", default: "0" },
    },
    usage,
  );
  return {
    folders: atLeastOne(positionals, usage),
    json: values.json,
    limit: values.limit === undefined ? Infinity : wholeNumber("--limit", values.limit, 1, usage),
    seed: wholeNumber("--seed", values.seed, 0, usage),
    model: values.model,
    method: oneOf("--method", values.method, METHODS, usage),
    worst: wholeNumber("--worst", values.worst, 0, usage),
    strictness: oneOf("--strictness", values.strictness, STRICTNESSES, usage),
  };
}

/** The folders of evaluation sets. @throws UsageError where there is none */
export function atLeastOne(folders: readonly string[], usage: string): readonly string[] {
  if (folders.length > 0) return folders;
  throw new UsageError(`Expected a folder with an evaluation set, got none.\n${usage}`);
}

function wholeNumber(option: string, value: string, least: number, usage: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`${option}: expected a whole number from ${least}, got ${JSON.stringify(value)}.\n${usage}`);
}

function oneOf<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
  usage: string,
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option}: expected one of ${choices.join(", ")}, got ${JSON.stringify(value)}.\n${usage}`);
}

/**
 * Runs `use` with an evaluator over a model and the cache of its embeddings, and closes both in the end.
 * @param model its folder below `models/`; `undefined` for the one of the settings
 */
export async function withEvaluator<T>(
  model: string | undefined,
  use: (evaluator: Evaluator) => Promise<T>,
): Promise<T> {
  const verified = await verifyModel(MODELS_FOLDER, model ?? loadConfig().model);
  // What is embedded already, and a set that cannot be read, need no model.
  const pool = await WorkerPool.start(verified, { preload: false });
  try {
    const embedder = new CachedEmbedder(pool, CACHE);
    try {
      return await use(new Evaluator(verified, embedder, openTemporaryStore, progressBar(process.stderr)));
    } finally {
      await embedder.close();
    }
  } finally {
    await pool.close();
  }
}
