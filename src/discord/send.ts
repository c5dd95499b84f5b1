import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  ComponentType,
  type Message,
  type MessageCreateOptions,
  type MessageFlags,
} from "discord.js";
import { limits } from "./text/limits.js";
import { headOf } from "./text/plain-text.js";

/** What Pilcrow says: a card (`card.ts`), text, or an embed. What else Discord is to know of a message (mentions, nonce) is added here alone. */
export interface OutgoingMessage {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  /** Rows of buttons and menus below text; or a card, which has no text and no embed beside it and says so in `flags`. */
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly flags?: MessageFlags.IsComponentsV2;
  /** Files that come with text. */
  readonly files?: readonly { readonly name: string; readonly data: Buffer }[];
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

/**
 * Replies to a person's message, also when it was deleted meanwhile.
 * @param nonce one for each reply to the message; default: its id
 */
export function replyTo(message: Message, outgoing: OutgoingMessage, nonce = message.id): Promise<Message> {
  return message.reply({
    ...bodyOf(outgoing),
    ...once(nonce),
    allowedMentions: mentionsNobody,
    failIfNotExists: false,
  });
}

/** Sends a message of its own to a channel or person. */
export async function send(
  to: { send(options: MessageCreateOptions): Promise<unknown> },
  outgoing: OutgoingMessage,
  { nonce, lead = "", notifies }: Sending,
): Promise<void> {
  await to.send({
    ...bodyOf(led(outgoing, lead)),
    ...once(nonce),
    allowedMentions: notifies === undefined ? mentionsNobody : { ...mentionsNobody, users: [notifies] },
  });
}

/** The message with a text before what it says. */
function led(outgoing: OutgoingMessage, lead: string): OutgoingMessage {
  const { content = "", components = [], flags } = outgoing;
  if (flags === undefined) return { ...outgoing, content: lead + headOf(content, limits.content - lead.length) };
  if (lead === "") return outgoing;
  return { ...outgoing, components: [{ type: ComponentType.TextDisplay, content: lead.trim() }, ...components] };
}

/** What an edit is given, so that nothing is left of what stood there before: an edit keeps whatever it does not name. */
export function replacement(outgoing: OutgoingMessage) {
  // Discord refuses text and embeds beside a card: all that may be said of them is that there are none.
  const before = outgoing.flags === undefined ? { content: "", embeds: [], components: [] } : { content: null };
  return { ...before, ...bodyOf(outgoing), allowedMentions: mentionsNobody };
}

/** As discord.js takes it. */
export function bodyOf({ files, ...rest }: OutgoingMessage) {
  return { ...rest, ...(files && { files: files.map(({ name, data }) => ({ name, attachment: data })) }) };
}

function once(nonce: string): Pick<MessageCreateOptions, "nonce" | "enforceNonce"> {
  return { nonce, enforceNonce: true };
}
