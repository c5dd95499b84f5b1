import type { Paragraph } from "../documents/article.js";
import type { ParagraphOfArticle } from "../library/library.js";
import { limits } from "./limits.js";
import type { OutgoingMessage } from "./message.js";
import { oneLine, shorten, shortMarkdown } from "./plain-text.js";
import { quote } from "./quote.js";

const grey = 0x8a8f98;
const headingsLimit = 200;

/** A paragraph of which the bot does not say that it answers: headed so, and with nothing in it bold. */
export function renderPassageAnyway({ article, paragraph }: ParagraphOfArticle): OutgoingMessage {
  const head = `**Not an answer:** the closest passage to a question that the article does not answer.\n${place(paragraph)}\n`;
  const room = limits.embedDescription - head.length;
  const name = shorten(article.title, limits.embedAuthor);
  return {
    embeds: [
      {
        color: grey,
        ...(name === "" ? {} : { author: { name } }),
        description: head + quote(paragraph.text, { start: 0, end: 0 }, room),
      },
    ],
  };
}

/** `¶ 7 · page 3 · Heading › Smaller heading` */
export function place(paragraph: Paragraph): string {
  const path = shortMarkdown(paragraph.headings.map(oneLine).join(" › "), headingsLimit);
  return path === "" ? numberAndPage(paragraph) : `${numberAndPage(paragraph)} · ${path}`;
}

/** `¶ 7 · page 3`; without the page where the document has none. */
export function numberAndPage({ number, page }: Paragraph): string {
  return page === undefined ? `¶ ${number}` : `¶ ${number} · page ${page}`;
}
