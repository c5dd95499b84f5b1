import type { Asked } from "../evaluation/evaluator.js";
import { STRICTNESSES } from "../retrieval/confidence.js";
import { parseWords, UsageError } from "./command.js";

/** What `npm run eval` and `npm run calibrate` were asked to do. */
export interface EvaluationArguments extends Asked {
  readonly json: boolean;
  /** The model's folder below `models/`; `undefined` for the one of the settings. */
  readonly model: string | undefined;
}

/** The commands that take folders and say how well their questions are answered. */
type EvaluationCommand = "eval" | "calibrate";

const DOES: Readonly<Record<EvaluationCommand, string>> = {
  eval: "measures how well the questions of evaluation sets are answered",
  calibrate: "fits the confidence to evaluation sets and writes it into the model's manifest",
};

function evaluationUsage(command: EvaluationCommand): string {
  return `npm run --silent ${command} -- FOLDER… [--json] [--limit N] [--seed S] [--model ID] [--method cosine|full] [--strictness lenient|balanced|strict]
  ${DOES[command]}`;
}

/**
 * Reads the words after `eval` or `calibrate`.
 * @throws UsageError
 */
export function parseEvaluationArguments(
  words: readonly string[],
  command: EvaluationCommand = "eval",
): EvaluationArguments {
  const usage = evaluationUsage(command);
  const { values, positionals } = parseWords(
    words,
    {
      json: { type: "boolean", default: false },
      limit: { type: "string" },
      seed: { type: "string", default: "1" },
      model: { type: "string" },
      method: { type: "string", default: "full" },
      strictness: { type: "string", default: "balanced" },
    },
    usage,
  );
  return {
    folders: atLeastOne(positionals, usage),
    json: values.json,
    limit: values.limit === undefined ? Infinity : wholeNumber("--limit", values.limit, 1, usage),
    seed: wholeNumber("--seed", values.seed, 0, usage),
    model: values.model,
    method: oneOf("--method", values.method, ["full", "cosine"] as const, usage),
    strictness: oneOf("--strictness", values.strictness, STRICTNESSES, usage),
  };
}

const QUALITY_USAGE = `npm run --silent measure:quality -- FOLDER…
  measures evaluation sets with default settings and writes the README's table anew`;

/**
 * Reads the words after `measure-quality`: folders alone, since the README's table is of default settings.
 * @throws UsageError
 */
export function parseQualityArguments(words: readonly string[]): readonly string[] {
  return atLeastOne(parseWords(words, {}, QUALITY_USAGE).positionals, QUALITY_USAGE);
}

const SCORE_USAGE = `npm run --silent score -- [--article FILE] FOLDER
  puts an evaluation set's questions to its article, or to FILE instead, and shows each answer`;

/**
 * Reads the words after `score`: an evaluation set, and the document that stands for its article's paragraphs.
 * @throws UsageError
 */
export function parseScoreArguments(words: readonly string[]): { folder: string; file: string | undefined } {
  const { values, positionals } = parseWords(words, { article: { type: "string" } }, SCORE_USAGE);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) {
    throw new UsageError(`Expected one folder, got ${positionals.length}.\n${SCORE_USAGE}`);
  }
  return { folder, file: values.article };
}

function atLeastOne(folders: readonly string[], usage: string): readonly string[] {
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
