/** Somebody may not do what they asked for; the message, written for them as Markdown without foreign text, says who may. */
export class NotAllowedError extends Error {
  override readonly name = "NotAllowedError";
}
