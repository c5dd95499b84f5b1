import { UsageError } from "./person-error.js";

/** Errors of the language itself are bugs, and shown with their stack; all others have a class whose message says what to do. */
const BUGS = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "AggregateError"]);

/** An error and its causes as a person at the terminal should read it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // An error of the system ("ENOENT: no such file …") is no bug either.
  const isBug = BUGS.has(error.name) && !("code" in error) && error.cause === undefined;
  return withCause(isBug ? (error.stack ?? error.message) : error.message, error.cause);
}

/** A cause explains, unless the message says the same; where it was thrown tells an operator nothing. */
function withCause(message: string, cause: unknown): string {
  if (cause === undefined) return message;
  const [reason, further] = cause instanceof Error ? [cause.message, cause.cause] : [String(cause), undefined];
  // From another process an error comes with its name before what it says ("InvalidPDFException: Invalid PDF structure").
  return message.includes(reason.replace(/^\w+(?:Error|Exception): /, ""))
    ? withCause(message, further)
    : `${message}\n  because: ${withCause(reason, further)}`;
}

/** Tells an operator of a problem that does not end the program. */
export function explain(problem: unknown): void {
  process.stderr.write(`${describeError(problem)}\n`);
}

/** Runs a program's main function; an error is printed and ends the process with code 1, or 2 for wrong usage. */
export async function runOrExplain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    explain(error);
    process.exitCode ??= error instanceof UsageError ? 2 : 1;
  }
}
