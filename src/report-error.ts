/** Errors whose message says all an operator needs; every other error is a bug and is shown with its stack. */
const FOR_OPERATORS = new Set([
  "ArticleError",
  "ConfigError",
  "DiscordError",
  "ModelError",
  "QuestionError",
  "EmptyQuestionError",
  "QuestionTooLongError",
  "StoreError",
  "UsageError",
]);

/** An error and its causes as a person at the terminal should read it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = FOR_OPERATORS.has(error.name) || "code" in error ? error.message : (error.stack ?? error.message);
  return error.cause === undefined ? own : `${own}\n  because: ${describeError(error.cause)}`;
}

/** Runs a program's main function; an error is printed and ends the process with code 1, or 2 for wrong usage. */
export async function runOrExplain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = error instanceof Error && error.name === "UsageError" ? 2 : 1;
  }
}
