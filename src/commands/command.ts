import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "../person-error.js";

/** A command of `node dist/cli.js`, which the npm scripts run. */
export interface Command {
  /** The word by which it is called. */
  readonly name: string;
  /** How it is written: on the first line the words, below them what they mean. */
  readonly usage: string;
  /**
   * Does what the words after its name say, and prints what comes of it.
   * @throws UsageError for words that make no sense, and any error that explains itself to an operator
   */
  run(words: readonly string[]): Promise<void>;
}

/** Prints a command's result, and a line feed. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Whether somebody asks how a command is written instead of running it. */
export function asksForUsage(words: readonly string[]): boolean {
  return beforeEnd(words).some((word) => word === "--help" || word === "-h");
}

/**
 * Options and other words of a command line, read by Node's own `parseArgs`.
 * @param usage how the command is written; the error ends with it.
 * @throws UsageError
 */
export function parseWords<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  words: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: withNegativeNumbers(words, options), allowPositionals: true, options });
  } catch (error) {
    // Node's first sentence says what is wrong. The advice that follows is what the usage is for, and the cause says no more.
    const [problem = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${problem}.\n${usage}`);
  }
}

/** The words in which options may be: after `--` there are none. */
function beforeEnd(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  return end < 0 ? words : words.slice(0, end);
}

/** `--limit -1` as `--limit=-1`: Node takes the number for an option, and calls it ambiguous. */
function withNegativeNumbers(words: readonly string[], options: NonNullable<ParseArgsConfig["options"]>): string[] {
  const last = beforeEnd(words).length;
  const joined: string[] = [];
  for (const [at, word] of words.entries()) {
    const before = at > 0 && at < last ? (words[at - 1] ?? "") : "";
    const name = before.startsWith("--") ? before.slice(2) : "";
    const takesIt = Object.hasOwn(options, name) && options[name]?.type === "string" && /^-\d/.test(word);
    if (takesIt) joined.splice(-1, 1, `${before}=${word}`);
    else joined.push(word);
  }
  return joined;
}
