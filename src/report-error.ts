import { UsageError } from "./person-error.js";

/** Errors of the language itself are bugs, and shown with their stack; all others have a class whose message says what to do. */
const BUGS = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "AggregateError"]);

const MORE_MEMORY = "There is not enough memory. Pilcrow needs about 500 MB, and more for many articles.";

/** How V8, WebAssembly and the model's runtime say so, without a code. */
const OUT_OF_MEMORY = /could not allocate memory|array buffer allocation failed|bad_alloc|failed to allocate memory/i;

/** What an operator does about an error that the system or Node gave a code. */
const ADVICE: Readonly<Record<string, string>> = {
  EMFILE:
    "Too many files are open. Raise the limit to 1024 or more: ulimit -n, or LimitNOFILE= in the unit of systemd.",
  ENFILE: "Too many files are open on this machine. Raise the limit of the system, or close other programs.",
  ENOMEM: MORE_MEMORY,
  ERR_WORKER_OUT_OF_MEMORY: MORE_MEMORY,
  ERR_MODULE_NOT_FOUND: "A package is missing or not whole. Run npm ci in Pilcrow's folder, then npm run build.",
  MODULE_NOT_FOUND: "A package is missing or not whole. Run npm ci in Pilcrow's folder, then npm run build.",
};

/** What is known to help against an error, or against what caused it, in one line. */
function adviceFor(error: unknown): string | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth++) {
    const known = "code" in one ? ADVICE[String(one.code)] : undefined;
    const advice = OUT_OF_MEMORY.test(one.message) ? MORE_MEMORY : known;
    // Of a module that is missing Node tells in further lines who wanted it.
    if (advice !== undefined) return `${advice} (${one.message.split("\n", 1)[0]})`;
  }
  return undefined;
}

/** An error and its causes as a person at the terminal should read it. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = adviceFor(error);
  if (advice !== undefined) return advice;
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
