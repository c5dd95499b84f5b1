import type { Link } from "../documents/article.js";
import type { Answer, ArticleOverview, Quotation } from "../retrieval/answer.js";
import { count } from "./counts.js";

/** Words that people read in a minute (Brysbaert 2019: 238 of English non-fiction). */
const WORDS_PER_MINUTE = 238;

/** Above the most central sentences, and above the headings. */
export const CENTRAL_SENTENCES = "Central sentences";
export const OUTLINE = "Outline";

/** How a list of articles goes on. */
export const ASK_FOR_ONE = "Name one of them in the question, or choose it, and it is told in full.";

/** Its first sentence, before a list of several articles. @param asked how many there are */
export function severalArticles(asked: number, shown: number): string {
  return asked > shown
    ? `There are ${count(asked, "article")}; the first ${shown}:`
    : `There are ${count(asked, "article")}:`;
}

/** `23 paragraphs, 1,204 words, about 5 minutes to read` */
export function lengthOf({ paragraphs, words }: ArticleOverview): string {
  const minutes = Math.max(1, Math.round(words / WORDS_PER_MINUTE));
  return `${count(paragraphs, "paragraph")}, ${count(words, "word")}, about ${count(minutes, "minute")} to read`;
}

/** The day as the document writes it: in another time zone it might be another day. `undefined` where it is not known. */
export function dayOf({ published }: ArticleOverview): string | undefined {
  return published?.slice(0, "2019-03-04".length);
}

/** The links in what is quoted. */
export function linksOf({ paragraph, span }: Quotation): readonly Link[] {
  const quoted = paragraph.text.slice(span.start, span.end);
  return (paragraph.links ?? []).filter(({ text }) => quoted.includes(text));
}

/**
 * The sentence that answers what was asked of the article, where it was not all in short.
 * @param safe makes a text of the document safe for where it is shown
 */
export function aspectSentence(
  { aspect, overviews: [overview] }: Extract<Answer, { kind: "overview" }>,
  safe: (text: string) => string,
): string | undefined {
  const day = dayOf(overview);
  switch (aspect) {
    case "about":
      return undefined;
    case "author":
      return overview.byline === undefined
        ? "The article does not say who wrote it."
        : "The article says who wrote it:";
    case "date":
      return day === undefined ? "The article does not say when it was published." : `Published: ${safe(day)}.`;
    case "length":
      return `It has ${lengthOf(overview)}.`;
    case "origin":
      return `From ${[overview.site, overview.article.source].flatMap((one) => (one ? [safe(one)] : [])).join(", ")}.`;
  }
}
