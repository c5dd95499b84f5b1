import { type ParseArgsConfig, parseArgs } from "node:util";

/** The words after a command make no sense; the message says what is expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
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
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    // Node's first sentence says what is wrong. The advice that follows is what the usage is for, and the cause says no more.
    const [problem = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new UsageError(`${problem}. ${usage}`);
  }
}
