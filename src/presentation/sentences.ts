import type { Paragraph } from "../documents/article.js";
import { describeOmissions, type Omission } from "../documents/omission.js";

/** Above a passage that answers. @param number the paragraph's */
export function says(number: number): string {
  return `¶ ${number} says:`;
}

/** Below a refusal: where the question came nearest. @param title the article's, made safe for where it is shown */
export function nearestPlace(paragraph: Paragraph, title: string): string {
  const place = placeOf(paragraph);
  return `The nearest is ${place.join(", ")}${place.length > 1 ? "," : ""} of “${title}”.`;
}

/** Where a paragraph stands in its article: its number, then page and time where it has them. */
export function placeOf(paragraph: Paragraph): string[] {
  return [`¶ ${paragraph.number}`, ...pageAndTime(paragraph)];
}

/** The same without its number. */
export function pageAndTime({ page, time }: Paragraph): string[] {
  return [...(page === undefined ? [] : [`page ${page}`]), ...(time === undefined ? [] : [`at ${time}`])];
}

/** Where the best passages of several articles come close. @param titles theirs, the first that of the passage shown, made safe */
export function closeArticles(titles: readonly string[]): string {
  const quoted = titles.map((title) => `“${title}”`);
  return `More than one article may be meant: ${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}.`;
}

/** Above the closest passage of a refusal, where somebody wants to read it all the same; the first part is set off. */
export const NOT_AN_ANSWER = [
  "Not an answer:",
  "the closest passage to a question that the article does not answer.",
] as const;

/** What is said instead of an answer. @param asked how many articles were asked */
export function refusal(asked: number): string {
  return asked > 1 ? "The articles do not say." : "The article does not say.";
}

/** Above a passage that may answer a question or not. */
export const UNSURE = "This may answer it:";

/** What was searched, where it is not the question itself. @param question made safe for where it is shown */
export function searchedAs(question: string): string {
  return `Searched as: “${question}”`;
}

/** A report, and on a line of its own what of the document is missing. */
export function withOmissions(report: string, omissions: readonly Omission[] | undefined): string {
  const missing = describeOmissions(omissions);
  return missing === "" ? report : `${report}\n${missing}`;
}

/** After a removal was taken back. @param name the article's, as it is named in a sentence */
export function hereAgain(name: string): string {
  return `${name} is here again.`;
}
