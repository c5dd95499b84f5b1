import type { Article, Paragraph } from "../../../documents/article.js";
import { ArticleError } from "../../../documents/article-error.js";
import type { Documents, LoadedDocument } from "../../../documents/documents.js";
import { type Omission, sumOmissions } from "../../../documents/omission.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { listed } from "../../../presentation/counts.js";
import type { WrittenMessage } from "../../../store/store.js";
import { isMedia } from "../../addressed.js";
import { NotAllowedError } from "../../context.js";
import { namesIn } from "../../incoming.js";
import { messageDocument } from "../../text/message-document.js";
import { type Gathered, type Gathering, MOST_POSTS } from "./channel-messages.js";

/** Stands above each message while it is read, so that its own headings are headings in it, and no title. */
const ABOVE = "# Message\n\n";

/** An article made of messages, and what is to be said of what it has not. */
export interface ChannelDocument extends LoadedDocument {
  readonly messages: readonly WrittenMessage[];
  /** In sentences; "" where nothing is missing. */
  readonly leftOut: string;
}

/**
 * Reads messages as one article: each its own paragraphs, under the title of its post where it has one.
 * @param botId whose messages are made of articles already
 * @throws NotAllowedError where none of them has text
 */
export async function channelDocument(
  gathering: Gathering,
  { title, source }: Pick<Article, "title" | "source">,
  botId: string,
  documents: Documents,
  texts: Texts,
): Promise<ChannelDocument> {
  const paragraphs: Paragraph[] = [];
  const messages: WrittenMessage[] = [];
  const omissions: Omission[] = [];
  const missing = { own: 0, empty: 0, media: 0, files: 0 };
  let bytes = 0;
  for (const one of gathering.messages) {
    const { message } = one;
    if (message.author.id === botId) {
      missing.own++;
      continue;
    }
    for (const attachment of message.attachments.values()) missing[isMedia(attachment) ? "media" : "files"]++;
    const read = await readMessage(one, documents);
    if (read === undefined) {
      missing.empty++;
      continue;
    }
    const first = paragraphs.length + 1;
    paragraphs.push(...read.paragraphs.map((paragraph, at) => ({ ...paragraph, number: first + at })));
    omissions.push(...(read.omissions ?? []));
    bytes += read.bytes;
    const isPerson = !message.author.bot && message.webhookId === null;
    if (isPerson) messages.push({ person: message.author.id, address: message.url, first, last: paragraphs.length });
  }
  const leftOut = sentencesOf(missing, gathering, texts);
  if (paragraphs.length === 0)
    throw new NotAllowedError((own) => `${own.say("channel.no-text")} ${sentencesOf(missing, gathering, own)}`.trim());
  const article = { title, source, paragraphs, omissions: sumOmissions(omissions) };
  return { article, bytes, sourceKind: "text", messages, leftOut };
}

/** The paragraphs of one message; `undefined` where it has no text. */
async function readMessage({ message, heading }: Gathered, documents: Documents) {
  const text = messageDocument(message, namesIn(message));
  if (text === "") return undefined;
  try {
    const { article, bytes } = await documents.fromMarkdown(ABOVE + text, message.url);
    const above = heading === undefined ? [] : [heading];
    const paragraphs = article.paragraphs.map((one) => ({ ...one, headings: [...above, ...one.headings] }));
    return { paragraphs, omissions: article.omissions, bytes: bytes - ABOVE.length };
  } catch (error) {
    if (error instanceof ArticleError && error.fault.reason === "empty") return undefined;
    throw error;
  }
}

function sentencesOf(
  missing: { readonly own: number; readonly empty: number; readonly media: number; readonly files: number },
  { withoutStart, replies, hasMore }: Gathering,
  texts: Texts,
): string {
  const left = [
    ["count.media", missing.media],
    ["count.files", missing.files],
    ["count.empty-messages", missing.empty],
    ["count.own-messages", missing.own],
    ["count.headless-posts", withoutStart],
    ["count.replies", replies],
  ] as const;
  const counted = left.flatMap(([name, count]) => (count === 0 ? [] : [texts.say(name, { count })]));
  return [
    ...(counted.length > 0
      ? [texts.say("add.left-out", { what: listed(counted, "conjunction", counted.length, texts) })]
      : []),
    ...(missing.files > 0 ? [texts.say("channel.files-one-by-one")] : []),
    ...(hasMore ? [texts.say("channel.newest-only", { count: MOST_POSTS })] : []),
  ].join(" ");
}
