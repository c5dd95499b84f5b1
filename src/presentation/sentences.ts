import type { Paragraph } from "../documents/article.js";
import { describeOmissions, type Omission } from "../documents/omission.js";
import type { Texts } from "../interface-texts/texts.js";

/** Below a refusal: where the question came nearest. @param title the article's, made safe for where it is shown */
export function nearestPlace(paragraph: Paragraph, title: string, texts: Texts): string {
  const place = placeOf(paragraph, texts);
  const name = place.length > 1 ? "answer.nearest-page" : "answer.nearest";
  return texts.say(name, { place: place.join(", "), title });
}

/** Where a paragraph stands in its article: its number, then page and time where it has them. */
export function placeOf(paragraph: Paragraph, texts: Texts): string[] {
  return [`¶ ${paragraph.number}`, ...pageAndTime(paragraph, texts)];
}

/** The same without its number. */
export function pageAndTime({ page, time }: Paragraph, texts: Texts): string[] {
  return [
    ...(page === undefined ? [] : [texts.say("place.page", { page })]),
    ...(time === undefined ? [] : [texts.say("place.time", { time })]),
  ];
}

/** Where the best passages of several articles come close. @param titles theirs, the first that of the passage shown, made safe */
export function closeArticles(titles: readonly string[], texts: Texts): string {
  const quoted = titles.map((text) => texts.say("quoted", { text }));
  const list = quoted.slice(0, -1).join(", ");
  return texts.say("answer.several-meant", { titles: texts.say("list.or", { list, last: quoted.at(-1) ?? "" }) });
}

/** What is said instead of an answer. @param asked how many articles were asked */
export function refusal(asked: number, texts: Texts): string {
  return texts.say("answer.refusal", { asked: Math.max(1, asked) });
}

/**
 * What was searched, where it is not the question itself. The quotation marks are the same in every language, since the words are
 * read back from between them. @param question made safe for where it is shown
 */
export function searchedAs(question: string, texts: Texts): string {
  return `${texts.say("answer.searched-as")} “${question}”`;
}

/** A report, and on a line of its own what of the document is missing. */
export function withOmissions(report: string, omissions: readonly Omission[] | undefined): string {
  const missing = describeOmissions(omissions);
  return missing === "" ? report : `${report}\n${missing}`;
}
