// Discord's written limits on messages, most of which its OpenAPI schema does not carry. Lengths are UTF-16 units, never fewer
// than the characters Discord counts. Source: https://discord.com/developers/docs/resources/message
import type { APIAllowedMentions, APIEmbed, APIMessageTopLevelComponent } from "discord-api-types/v10";
import { componentBreaches } from "./rules-components.js";
import { atMost, between, hasText } from "./rules-text.js";

/** What the rules read of a message's body; every way of sending has these. */
export interface MessageBody {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  readonly allowed_mentions?: APIAllowedMentions | null | undefined;
  readonly flags?: number | null | undefined;
  readonly nonce?: string | number | null | undefined;
  readonly enforce_nonce?: boolean | null | undefined;
  readonly attachments?: readonly object[] | null | undefined;
  readonly poll?: unknown;
  readonly sticker_ids?: readonly string[] | null | undefined;
}

/** How a message is sent: some flags and an empty body are allowed in one way and not in the other. */
export interface SendContext {
  readonly way: "channel" | "interaction" | "edit";
  /** How many files came with the body. */
  readonly files: number;
  /** The flags of the message that is edited: one of components stays one. */
  readonly flags?: number | undefined;
}

const flag = { suppressEmbeds: 4, ephemeral: 64, suppressNotifications: 4096, componentsV2: 32768 } as const;
const settable = {
  channel: flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2,
  interaction: flag.suppressEmbeds | flag.ephemeral | flag.suppressNotifications | flag.componentsV2,
  edit: flag.suppressEmbeds | flag.componentsV2,
} as const;

/** Every written rule that the message breaks, one sentence each. */
export function messageBreaches(body: MessageBody, context: SendContext = { way: "channel", files: 0 }): string[] {
  const flags = (body.flags ?? 0) | ((context.flags ?? 0) & flag.componentsV2);
  const breaches = [
    ...atMost("content", body.content, 2000),
    ...embedsBreaches(body.embeds ?? []),
    ...componentBreaches(body.components ?? [], (flags & flag.componentsV2) !== 0),
    ...mentionBreaches(body.allowed_mentions),
    ...atMost("nonce", typeof body.nonce === "number" ? String(body.nonce) : body.nonce, 25),
  ];
  if ((flags & ~settable[context.way]) !== 0) breaches.push(`flags ${flags} cannot be set by ${context.way}`);
  if (body.enforce_nonce === true && (body.nonce ?? "") === "")
    breaches.push("enforce_nonce without a nonce does nothing");
  if ((flags & flag.componentsV2) !== 0) {
    if (hasText(body.content) || (body.embeds ?? []).length > 0 || body.poll != null || body.sticker_ids?.length) {
      breaches.push("a message of components (flag 32768) has no content, embeds, stickers or poll");
    }
  }
  if ((body.attachments ?? []).length > 10 || context.files > 10) breaches.push("more than 10 attachments");
  if (isEmpty(body) && context.files === 0 && context.way !== "edit") breaches.push("an empty message");
  return breaches;
}

function isEmpty(body: MessageBody): boolean {
  const lists = [body.embeds, body.components, body.sticker_ids];
  return !hasText(body.content) && lists.every((list) => (list ?? []).length === 0) && body.poll == null;
}

function embedsBreaches(embeds: readonly APIEmbed[]): string[] {
  const breaches = embeds.flatMap((embed, index) => embedBreaches(embed, `embeds[${index}]`));
  if (embeds.length > 10) breaches.push(`${embeds.length} embeds, at most 10`);
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total > 6000) breaches.push(`embeds hold ${total} characters, at most 6000 in all`);
  return breaches;
}

function embedLength({ title, description, footer, author, fields }: APIEmbed): number {
  const texts = [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap((f) => [f.name, f.value])];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function embedBreaches(embed: APIEmbed, at: string): string[] {
  const { title, description, footer, author, fields = [] } = embed;
  const breaches = [
    ...atMost(`${at}.title`, title, 256),
    ...atMost(`${at}.description`, description, 4096),
    ...(footer === undefined ? [] : between(`${at}.footer.text`, footer.text, 2048)),
    ...(author === undefined ? [] : between(`${at}.author.name`, author.name, 256)),
    ...fields.flatMap((field, index) => [
      ...between(`${at}.fields[${index}].name`, field.name, 256),
      ...between(`${at}.fields[${index}].value`, field.value, 1024),
    ]),
    ...addressBreaches(at, [
      embed.url,
      author?.url,
      author?.icon_url,
      footer?.icon_url,
      embed.image?.url,
      embed.thumbnail?.url,
    ]),
  ];
  if (fields.length > 25) breaches.push(`${at} has ${fields.length} fields, at most 25`);
  if (embedLength(embed) === 0 && embed.image === undefined && embed.thumbnail === undefined)
    breaches.push(`${at} is empty`);
  if (embed.color !== undefined && (!Number.isInteger(embed.color) || embed.color < 0 || embed.color > 0xffffff)) {
    breaches.push(`${at}.color ${embed.color} is not a 24-bit colour`);
  }
  if (embed.timestamp !== undefined && Number.isNaN(Date.parse(embed.timestamp)))
    breaches.push(`${at}.timestamp is no date`);
  return breaches;
}

function addressBreaches(at: string, addresses: readonly (string | undefined)[]): string[] {
  return addresses.flatMap((address) =>
    address === undefined || /^(https?|attachment):\/\/\S+$/.test(address)
      ? []
      : [`${at} has the address “${address}”`],
  );
}

function mentionBreaches(mentions: APIAllowedMentions | null | undefined): string[] {
  const { parse = [], users = [], roles = [] } = mentions ?? {};
  const breaches: string[] = [];
  if (parse.some((kind) => kind === "users") && users.length > 0)
    breaches.push("allowed_mentions: parse users and users exclude each other");
  if (parse.some((kind) => kind === "roles") && roles.length > 0)
    breaches.push("allowed_mentions: parse roles and roles exclude each other");
  if (users.length > 100 || roles.length > 100) breaches.push("allowed_mentions: more than 100 users or roles");
  if (new Set(parse).size < parse.length) breaches.push("allowed_mentions: parse names a kind twice");
  return breaches;
}
