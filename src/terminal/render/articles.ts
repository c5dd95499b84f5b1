import type { Article } from "../../documents/article.js";
import type { Articles } from "../../library/library.js";
import type { Scope } from "../../store/scope.js";
import type { VerdictCount } from "../../store/store.js";
import { safeLine } from "./safe-text.js";

/** Characters of a judged paragraph that are shown. */
const EXCERPT = 100;

/** A paragraph that was judged as an answer. */
type JudgedParagraph = VerdictCount & { readonly title: string; readonly text: string };

/** The paragraphs with verdicts, those that helped least first. */
export async function judgedParagraphs(articles: Articles, scope: Scope): Promise<readonly JudgedParagraph[]> {
  const texts = new Map<string, Promise<Article>>();
  const judged = await Promise.all(
    (await articles.verdictsOn(scope)).map(async (count) => {
      const text = texts.get(count.articleId) ?? articles.text(scope, count.articleId);
      texts.set(count.articleId, text);
      const { title, paragraphs } = await text;
      return { ...count, title, text: paragraphs.find(({ number }) => number === count.paragraph)?.text ?? "" };
    }),
  );
  return judged.sort((a, b) => b.bad - b.good - (a.bad - a.good));
}

/** One of them as a line. */
export function verdictLine({ good, bad, title, paragraph, text }: JudgedParagraph): string {
  const excerpt = text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1)}…`;
  return `${good} good, ${bad} bad  ${safeLine(title)} ¶ ${paragraph}  ${safeLine(excerpt)}`;
}
