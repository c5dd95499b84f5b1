/** The part of a logger (pino's or another) that the bot needs: facts first, then a sentence. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** An error as the log keeps it, with its causes. */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  readonly stack?: string;
  readonly cause?: LoggedError;
  /** The errors that an `AggregateError` holds. */
  readonly errors?: readonly LoggedError[];
}

/** A log whose lines all carry these facts. */
export function withFacts(log: Log, facts: object): Log {
  return {
    debug: (more, message) => log.debug({ ...facts, ...more }, message),
    info: (more, message) => log.info({ ...facts, ...more }, message),
    warn: (more, message) => log.warn({ ...facts, ...more }, message),
    error: (more, message) => log.error({ ...facts, ...more }, message),
  };
}

// The token of an interaction answers in the bot's name for 15 minutes; errors of the REST client carry it in their address.
const interactionToken = /((?:webhooks|interactions)\/\d+\/)[\w.-]+/g;
const deepestCause = 8;

/** Makes the function that turns whatever was thrown into facts for the log, without the bot's token or an interaction's. */
export function errorDescriber(token: string): (error: unknown) => LoggedError {
  const clean = (text: string) => text.replaceAll(token, "[token]").replace(interactionToken, "$1[token]");
  const describe = (error: unknown, depth: number): LoggedError => {
    if (!(error instanceof Error)) return { name: typeof error, message: clean(textOf(error)) };
    const { code, status } = error as { code?: unknown; status?: unknown };
    return {
      name: clean(error.name),
      message: clean(error.message),
      ...(typeof code === "string" ? { code: clean(code) } : typeof code === "number" ? { code } : {}),
      ...(typeof status === "number" ? { status } : {}),
      ...(error.stack === undefined ? {} : { stack: clean(error.stack) }),
      ...(error.cause === undefined || depth === 0 ? {} : { cause: describe(error.cause, depth - 1) }),
      ...(error instanceof AggregateError && depth > 0
        ? { errors: error.errors.map((one) => describe(one, depth - 1)) }
        : {}),
    };
  };
  return (error) => describe(error, deepestCause);
}

function textOf(value: unknown): string {
  // Discord's gateway rejects with `{ error }` instead of an error.
  if (typeof value === "object" && value !== null && "error" in value) return textOf(value.error);
  return String(value);
}
