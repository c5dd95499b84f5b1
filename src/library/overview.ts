import { isFunctionWord, termsOf } from "../language/terms.js";
import type { Answer, ArticleOverview } from "../retrieval/answer.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import { type DocumentFacts, headlineOf, overviewOf } from "../retrieval/overview.js";
import { subjectOf } from "../retrieval/purpose.js";
import { UnreadableArticleError } from "./errors.js";
import { asUnreadable, type LoadedArticles, type Owned } from "./loaded-articles.js";
import type { PurposeOfQuestion } from "./purposes.js";

/** Articles that are listed where a question about the whole means none of several. */
const LISTED = 10;

/** What a document told of itself, as a record or an article has it. */
interface KnownFacts {
  readonly site?: string | null;
  readonly published?: string | null;
}

/** The overview of one article; with a focus where the question names what of it is wanted in short. */
export function fullOverview(
  question: string,
  index: ArticleIndex,
  facts: KnownFacts,
  { recognized, vector }: PurposeOfQuestion,
): Answer {
  const title = new Set(termsOf(index.article.title));
  const hasFocus = subjectOf(question)
    .flatMap(termsOf)
    .some((term) => !title.has(term));
  const overview = overviewOf(index, factsOf(facts), hasFocus ? vector : undefined);
  const aspect = "whole" in recognized ? recognized.whole : "about";
  return { kind: "overview", question, aspect, asked: 1, overviews: [overview] };
}

/** The titles of several articles, each with its first words; those that cannot be read are left out. */
export async function listOfOverviews(
  question: string,
  articles: readonly Owned[],
  loaded: LoadedArticles,
): Promise<Answer> {
  const overviews: ArticleOverview[] = [];
  for (const owned of articles) {
    if (overviews.length === LISTED) break;
    const one = loaded.loaded(owned) ?? (await loaded.load(owned).catch(asUnreadable));
    if (one === undefined || one instanceof UnreadableArticleError) continue;
    overviews.push(headlineOf(one.index, factsOf(owned.record)));
  }
  const [first, ...others] = overviews;
  if (first === undefined) return { kind: "no-article", question };
  return { kind: "overview", question, aspect: "about", asked: articles.length, overviews: [first, ...others] };
}

/**
 * The article that a question about the whole means: the only one, the only one whose title has the most of its words, or the
 * first that is preferred; `undefined` where several may be meant.
 */
export function meantArticle(
  question: string,
  articles: readonly Owned[],
  preferred: readonly (string | undefined)[],
): Owned | undefined {
  if (articles.length <= 1) return articles[0];
  return titledArticle(question, articles) ?? preferredArticle(articles, preferred);
}

function titledArticle(question: string, articles: readonly Owned[]): Owned | undefined {
  const terms = new Set(termsOf(question).filter((term) => !isFunctionWord(term)));
  const shares = articles.map(({ record }) => new Set(termsOf(record.title).filter((term) => terms.has(term))).size);
  const most = Math.max(...shares);
  const those = articles.filter((_, at) => shares[at] === most);
  return most > 0 && those.length === 1 ? those[0] : undefined;
}

function preferredArticle(articles: readonly Owned[], preferred: readonly (string | undefined)[]): Owned | undefined {
  for (const id of preferred) {
    const found = id === undefined ? undefined : articles.find(({ record }) => record.id === id);
    if (found) return found;
  }
  return undefined;
}

function factsOf({ site, published }: KnownFacts): DocumentFacts {
  return { ...(site && { site }), ...(published && { published }) };
}
