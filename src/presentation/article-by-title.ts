import { charactersOf } from "../language/characters.js";
import { findTitles } from "../library/find-titles.js";

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** What a typed text means among articles. */
export type TitleMatch<T> =
  /** The article, and by what it was found. */
  | { readonly kind: "one"; readonly article: T; readonly by: "id" | "title" | "start" | "near" }
  /** Those that have this whole title, or else those whose titles begin so. */
  | { readonly kind: "several"; readonly articles: readonly T[]; readonly by: "title" | "start" }
  /** Those whose titles are near, nearest first. */
  | { readonly kind: "none"; readonly near: readonly T[] };

const unseen = charactersOf("control", "format");
/** Two letters are near too many titles. */
const SHORTEST_NEAR = 3;

/** The article that a person means: by its id, its whole title, or the start of one title alone, or else the only title that is near. */
export function matchTitle<T extends Titled>(articles: readonly T[], typed: string): TitleMatch<T> {
  const named = articles.find(({ id }) => id === typed);
  if (named !== undefined) return { kind: "one", article: named, by: "id" };
  const wanted = comparable(typed);
  if (wanted === "") return { kind: "none", near: [] };
  return (
    oneOrSeveral(withTitle(articles, wanted), "title") ??
    oneOrSeveral(withStart(articles, wanted), "start") ??
    nearest(articles, typed, wanted)
  );
}

function withTitle<T extends Titled>(articles: readonly T[], wanted: string): readonly T[] {
  return articles.filter(({ title }) => comparable(title) === wanted);
}

function withStart<T extends Titled>(articles: readonly T[], wanted: string): readonly T[] {
  return articles.filter(({ title }) => comparable(title).startsWith(wanted));
}

function oneOrSeveral<T>(articles: readonly T[], by: "title" | "start"): TitleMatch<T> | undefined {
  const [article, another] = articles;
  if (article === undefined) return undefined;
  return another === undefined ? { kind: "one", article, by } : { kind: "several", articles, by };
}

function nearest<T extends Titled>(articles: readonly T[], typed: string, wanted: string): TitleMatch<T> {
  const near = findTitles(articles, typed);
  const [article, another] = near;
  const isOne = article !== undefined && another === undefined && wanted.length >= SHORTEST_NEAR;
  return isOne ? { kind: "one", article, by: "near" } : { kind: "none", near };
}

/** A title without what makes no difference to people: case, width, white space, and characters that nobody sees. */
export function comparable(title: string): string {
  return title.normalize("NFKC").replace(/\s+/g, " ").replace(unseen, "").trim().toLowerCase();
}
