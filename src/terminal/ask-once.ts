import { parseWords, UsageError } from "./command-words.js";

/** What `npm run ask` was asked to do. */
export interface AskArguments {
  readonly question: string;
  /** Ask this file alone. */
  readonly file: string | undefined;
  readonly top: number;
  readonly json: boolean;
}

const ASK_USAGE = 'npm run --silent ask -- [--article FILE] [--top N] [--json] "question"';

/**
 * Reads the words after `ask`.
 * @throws UsageError
 */
export function parseAskArguments(words: readonly string[]): AskArguments {
  const { values, positionals } = parseWords(
    words,
    {
      article: { type: "string" },
      top: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
    },
    ASK_USAGE,
  );
  const question = positionals.join(" ").trim();
  if (question === "") throw new UsageError(`Expected a question, got none. ${ASK_USAGE}`);
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1 || top > 100) {
    throw new UsageError(
      `--top: expected a whole number from 1 to 100, got ${JSON.stringify(values.top)}. ${ASK_USAGE}`,
    );
  }
  return { question, file: values.article, top, json: values.json };
}
