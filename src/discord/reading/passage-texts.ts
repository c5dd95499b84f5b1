import type { Paragraph } from "../../documents/article.js";
import type { Texts } from "../../interface-texts/texts.js";
import { placeOf } from "../../presentation/sentences.js";
import type { ArticleRef, Passage } from "../../retrieval/answer.js";
import { type CardSize, PART, roomBeside, type TextPart } from "../card.js";
import { linkedTitle } from "../text/article-link.js";
import { oneLine, shortMarkdown } from "../text/plain-text.js";
import { quoteParagraph } from "../text/quote-paragraph.js";

/** The colour follows the tier: found, unsure, and what is no answer. */
export const TIER_COLORS = { found: 0x2e8b57, unsure: 0xd99a2b, "not-in-article": 0x8a8f98 } as const;

const titleLimit = 60;
const headingsLimit = 200;
/** UTF-16 units of a paragraph around its sentence, and of a list, table or piece of code, which is shown as one. */
const quotationLimits = { running: 700, formed: 1800 } as const;

/** What is shown of a paragraph. */
export type Shown = Pick<Passage, "article" | "paragraph" | "highlight">;

/** How much of a paragraph stands in an answer, in UTF-16 units. */
function quotationLimit({ form }: Paragraph): number {
  return form === undefined ? quotationLimits.running : quotationLimits.formed;
}

/** How a paragraph is shown. */
export interface Showing {
  readonly texts: Texts;
  readonly size: CardSize;
  /** What else stands on the card: the paragraph takes what that leaves. */
  readonly beside: Parameters<typeof roomBeside>[0];
  /** UTF-16 units of its words. Default: by its form */
  readonly limit?: number;
}

/**
 * A paragraph and where it stands: its words, its sentence bold, and the line below.
 * @param total how many paragraphs its article has
 */
export function passageParts(shown: Shown, total: number, { texts, size, beside, limit }: Showing): TextPart[] {
  const { paragraph, highlight } = shown;
  const place = { text: placeLine(shown, total, texts), id: PART.place };
  const room = roomBeside([...beside, place], size) - 1;
  const quoted = quoteParagraph(paragraph, highlight, Math.min(limit ?? quotationLimit(paragraph), room));
  return [...(quoted === "" ? [] : [{ text: quoted }]), place];
}

/** `-# The article · Heading › Smaller heading · ¶ 7 of 23 · page 3`, the title a link where the article came from an address. */
function placeLine({ article, paragraph, highlight: span }: Shown, total: number, texts: Texts): string {
  const [number = "", ...pageAndTime] = placeOf(paragraph, texts);
  const title = linkedTitle(article, titleLimit, { text: paragraph.text, span });
  return `-# ${[title, ...headingsOf(paragraph), texts.say("place.of", { place: number, total }), ...pageAndTime].join(" · ")}`;
}

/** `-# The article` */
export function titleLine(article: ArticleRef): string {
  return `-# ${linkedTitle(article, titleLimit)}`;
}

function headingsOf({ headings }: Paragraph): string[] {
  const path = shortMarkdown(headings.map(oneLine).join(" › "), headingsLimit);
  return path === "" ? [] : [path];
}
