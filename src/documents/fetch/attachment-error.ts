import { PersonError } from "../../person-error.js";
import type { FetchError, FetchFault } from "./fetch-error.js";

/** What may be over a moment later. */
const PASSING: ReadonlySet<FetchFault["reason"]> = new Set([
  "unknown-host",
  "unreachable",
  "tls",
  "timeout",
  "rate-limited",
  "server-error",
  "damaged",
]);

/** Whether a document may well be there at the next try. */
export function isPassing({ reason }: FetchError): boolean {
  return PASSING.has(reason);
}

/** A file that somebody sent cannot be fetched. The message names it as its sender does, not by the address it was kept at. */
export class AttachmentError extends PersonError {
  override readonly name = "AttachmentError";
  constructor(
    /** The file's name. */
    readonly file: string,
    override readonly cause: FetchError,
  ) {
    super(`Cannot fetch the file ${JSON.stringify(file)}: ${whyNot(cause)}`, { cause });
  }
}

function whyNot(error: FetchError): string {
  const { fault } = error;
  if (fault.reason === "too-large") return `it is larger than ${fault.limit / 1e6} MB. Split it, or send its text.`;
  if (isPassing(error))
    return `it could not be had from where it is kept (${fault.reason}). Send it again in a minute.`;
  return "it is not where it was kept any more. Send it again.";
}
