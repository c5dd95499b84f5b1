import { parseWords, UsageError } from "./command.js";

/** What `npm run ask` was asked to do. */
export interface AskArguments {
  readonly question: string;
  /** Ask this file alone. */
  readonly file: string | undefined;
  readonly top: number;
  readonly json: boolean;
}

const ASK_USAGE = `npm run --silent ask -- [--article FILE] [--top N] [--json] "question"
  --article FILE   ask this file alone, and keep nothing of it
  --top N          how many passages (1 to 100; default 3)
  --json           the Answer as JSON, and nothing else`;

/**
 * Reads the words after `ask`.
 * @throws UsageError, HelpAsked
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
  if (question === "") throw new UsageError(`Expected a question, got none.\n${ASK_USAGE}`);
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1 || top > 100) {
    throw new UsageError(
      `--top: expected a whole number from 1 to 100, got ${JSON.stringify(values.top)}.\n${ASK_USAGE}`,
    );
  }
  if (values.article !== undefined && /^[a-z][a-z+.-]+:\/\//i.test(values.article)) {
    const address = values.article;
    throw new UsageError(
      `--article takes a file, got the address ${JSON.stringify(address)}. Add it with: npm run --silent article -- add ${address}`,
    );
  }
  return { question, file: values.article, top, json: values.json };
}
