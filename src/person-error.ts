/**
 * An error whose message is written for the person who caused it: it says what was wrong, with which value, and what to do.
 * Everything else that is thrown is for the operator's log.
 */
export class PersonError extends Error {
  override readonly name: string = "PersonError";
}

/** What was typed, in the chat or after a command, makes no sense; the message says what is expected. */
export class UsageError extends PersonError {
  override readonly name = "UsageError";
}
