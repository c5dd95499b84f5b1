import type { Link } from "../documents/article.js";
import type { Texts } from "../interface-texts/texts.js";
import type { Answer, ArticleOverview, Quotation } from "../retrieval/answer.js";

/** Words that people read in a minute (Brysbaert 2019: 238 of English non-fiction). */
const WORDS_PER_MINUTE = 238;

/** Its first sentence, before a list of several articles. @param asked how many there are */
export function severalArticles(asked: number, shown: number, texts: Texts): string {
  return asked > shown
    ? texts.say("overview.several-first", { asked, shown })
    : texts.say("overview.several", { asked });
}

/** `23 paragraphs, 1,204 words, about 5 minutes to read` */
export function lengthOf({ paragraphs, words }: ArticleOverview, texts: Texts): string {
  const minutes = Math.max(1, Math.round(words / WORDS_PER_MINUTE));
  return texts.say("overview.length", { paragraphs, words, minutes });
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
  texts: Texts,
): string | undefined {
  const day = dayOf(overview);
  switch (aspect) {
    case "about":
      return undefined;
    case "author":
      return texts.say(overview.byline === undefined ? "overview.no-author" : "overview.author");
    case "date":
      return day === undefined ? texts.say("overview.no-date") : texts.say("overview.date", { day: safe(day) });
    case "length":
      return texts.say("overview.has-length", { length: lengthOf(overview, texts) });
    case "origin":
      return texts.say("overview.origin", {
        origin: [overview.site, overview.article.source].flatMap((one) => (one ? [safe(one)] : [])).join(", "),
      });
  }
}
