import { parseArgs } from "node:util";
import { STRICTNESSES, type Strictness } from "../retrieval/confidence.js";
import type { Method } from "./responder.js";

/** What `npm run eval` and `npm run calibrate` were asked to do. */
export interface EvaluationArguments {
  readonly folders: readonly string[];
  readonly json: boolean;
  /** At most this many questions of each set. */
  readonly limit: number;
  /** Which ones, where there are more. */
  readonly seed: number;
  readonly model: string | undefined;
  readonly method: Method;
  readonly strictness: Strictness;
}

/** The words after the command make no sense; the message says what is expected. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

const EVAL_USAGE =
  "npm run --silent eval -- FOLDER… [--json] [--limit N] [--seed S] [--model ID] [--method cosine|full] [--strictness lenient|balanced|strict]";

/**
 * Reads the words after `eval` or `calibrate`.
 * @throws UsageError
 */
export function parseEvaluationArguments(words: readonly string[]): EvaluationArguments {
  const { values, positionals } = parse(words);
  if (positionals.length === 0)
    throw new UsageError(`Expected a folder with an evaluation set, got none. ${EVAL_USAGE}`);
  return {
    folders: positionals,
    json: values.json,
    limit: values.limit === undefined ? Infinity : wholeNumber("--limit", values.limit, 1),
    seed: wholeNumber("--seed", values.seed, 0),
    model: values.model,
    method: oneOf("--method", values.method, ["full", "cosine"] as const),
    strictness: oneOf("--strictness", values.strictness, STRICTNESSES),
  };
}

const SCORE_USAGE = "npm run --silent score -- [--article FILE] FOLDER";

/**
 * Reads the words after `score`: an evaluation set, and the document that stands for its article's paragraphs.
 * @throws UsageError
 */
export function parseScoreArguments(words: readonly string[]): { folder: string; file: string | undefined } {
  const { values, positionals } = parseScore(words);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new UsageError(`Expected one folder, got ${positionals.length}. ${SCORE_USAGE}`);
  }
  return { folder, file: values.article };
}

function parseScore(words: readonly string[]) {
  return orUsage(SCORE_USAGE, () =>
    parseArgs({ args: [...words], allowPositionals: true, options: { article: { type: "string" } } }),
  );
}

function parse(words: readonly string[]) {
  return orUsage(EVAL_USAGE, () =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        limit: { type: "string" },
        seed: { type: "string", default: "1" },
        model: { type: "string" },
        method: { type: "string", default: "full" },
        strictness: { type: "string", default: "balanced" },
      },
    }),
  );
}

/** What `read` gives; what it throws becomes a `UsageError` that tells the usage. */
function orUsage<Words>(usage: string, read: () => Words): Words {
  try {
    return read();
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)} ${usage}`, { cause });
  }
}

function wholeNumber(option: string, value: string, least: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= least) return number;
  throw new UsageError(`${option}: expected a whole number from ${least}, got ${JSON.stringify(value)}. ${EVAL_USAGE}`);
}

function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  throw new UsageError(`${option}: expected one of ${choices.join(", ")}, got ${JSON.stringify(value)}. ${EVAL_USAGE}`);
}
