import type { Article } from "../../documents/article.js";
import type { ArticleDetails, Articles } from "../../library/library.js";
import type { Scope } from "../../store/scope.js";
import type { VerdictCount } from "../../store/store.js";
import { safeLine } from "./safe-text.js";

/** Characters of a judged paragraph that are shown. */
const EXCERPT = 100;

/** An article and what is known of it, in a line: `id  Title  (source, site, published day, 12 ¶, day added)` */
export function articleLine(article: ArticleDetails): string {
  const { id, title, source, site, published, paragraphs, addedAt, ready, readable } = article;
  const facts = [
    safeLine(source),
    ...(site === null ? [] : [safeLine(site)]),
    ...(published === null ? [] : [`published ${safeLine(published.slice(0, "2019-03-04".length))}`]),
    `${paragraphs} ¶`,
    new Date(addedAt).toISOString().slice(0, "2019-03-04".length),
    ...(ready ? [] : ["being embedded anew"]),
    ...(readable ? [] : ["DAMAGED: remove it and add it again"]),
  ];
  return `${id}  ${safeLine(title)}  (${facts.join(", ")})`;
}

/** The article word for word, its title and headings as Markdown headings. */
export function markdownOf({ title, paragraphs }: Article): string {
  const parts = [`# ${title}`];
  let above: readonly string[] = [];
  for (const { headings, text } of paragraphs) {
    const from = headings.findIndex((heading, at) => heading !== above[at]);
    if (from >= 0) parts.push(...headings.slice(from).map((heading, at) => `${"#".repeat(from + at + 2)} ${heading}`));
    above = headings;
    parts.push(text);
  }
  return parts.join("\n\n");
}

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
