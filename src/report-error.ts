/** Errors of the language itself are bugs, and shown with their stack; all others have a class whose message says what to do. */
const BUGS = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "AggregateError"]);

/** An error and its causes as a person at the terminal should read it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // An error of the system ("ENOENT: no such file …") is no bug either.
  const isBug = BUGS.has(error.name) && !("code" in error) && error.cause === undefined;
  const own = isBug ? (error.stack ?? error.message) : error.message;
  return error.cause === undefined ? own : `${own}\n  because: ${describeCause(error.cause)}`;
}

/** A cause explains; where it was thrown tells an operator nothing. */
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause === undefined ? cause.message : `${cause.message}\n  because: ${describeCause(cause.cause)}`;
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
