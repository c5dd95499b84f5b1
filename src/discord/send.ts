import type { APIActionRowComponent, APIButtonComponent, APIEmbed, Message, MessageCreateOptions } from "discord.js";
import { limits } from "./text/limits.js";
import { headOf } from "./text/plain-text.js";

/** What Pilcrow says: text or an embed. What else Discord is to know of a message (mentions, nonce) is added here alone. */
export interface OutgoingMessage {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  /** Rows of buttons below. */
  readonly components?: readonly APIActionRowComponent<APIButtonComponent>[];
}

/** No text that Pilcrow sends may notify anybody, whatever it quotes. Every message carries it. */
export const mentionsNobody = { parse: [], repliedUser: false } as const;

/** How a message is sent that is no reply. */
export interface Sending {
  /** Of what it tells: a request that timed out is sent again, and with the same nonce Discord shows the message once. */
  readonly nonce: string;
  /** Stands before the content, which is cut where both are too long. */
  readonly lead?: string;
  /** The only person whom it notifies. */
  readonly notifies?: string;
}

/** Replies to a person's message, also when it was deleted meanwhile. */
export function replyTo(message: Message, outgoing: OutgoingMessage): Promise<Message> {
  return message.reply({ ...outgoing, ...once(message.id), allowedMentions: mentionsNobody, failIfNotExists: false });
}

/** Sends a message of its own to a channel or person. */
export async function send(
  to: { send(options: MessageCreateOptions): Promise<unknown> },
  { content = "", ...rest }: OutgoingMessage,
  { nonce, lead = "", notifies }: Sending,
): Promise<void> {
  await to.send({
    ...rest,
    ...once(nonce),
    content: lead + headOf(content, limits.content - lead.length),
    allowedMentions: notifies === undefined ? mentionsNobody : { ...mentionsNobody, users: [notifies] },
  });
}

/** What an edit is given, so that nothing is left of what stood there before: an edit keeps whatever it does not name. */
export function replacement(outgoing: OutgoingMessage) {
  return { content: "", embeds: [], components: [], ...outgoing, allowedMentions: mentionsNobody };
}

function once(nonce: string): Pick<MessageCreateOptions, "nonce" | "enforceNonce"> {
  return { nonce, enforceNonce: true };
}
