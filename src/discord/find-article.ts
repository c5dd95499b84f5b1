import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from "discord.js";
import type { ArticleDetails, ArticleSummary, Library } from "../library/library.js";
import { matchTitle, type TitleMatch } from "../presentation/article-by-title.js";
import { toldApart } from "../presentation/told-apart.js";
import { GLOBAL, type Scope } from "../store/scope.js";
import { type BotContext, NotAllowedError } from "./context.js";
import type { Suggestions } from "./feature.js";
import { limits } from "./text/limits.js";
import { escapeMarkdown, shorten } from "./text/plain-text.js";

/** As many titles as can be looked through for those that a person may change. */
const foundAtMost = 1_000;

/** The option that names an article and completes itself. */
export const articleOption = {
  type: ApplicationCommandOptionType.String,
  name: "article",
  description: "Which article: begin to type its title",
  required: true,
  autocomplete: true,
  max_length: 300,
} satisfies APIApplicationCommandStringOption;

/** The article that a person means. @throws NotAllowedError when it is none, or not clear which */
export async function findArticle(library: Library, scope: Scope, typed: string): Promise<ArticleSummary> {
  const match = matchTitle(await library.list(scope), typed);
  if (match.kind !== "one") throw noSuchArticle(match, typed);
  return match.article;
}

/** The error for a title by which none is found: nothing here has it, or several have. */
export function noSuchArticle({ kind }: TitleMatch<unknown>, typed: string): NotAllowedError {
  const shown = escapeMarkdown(shorten(typed, 100));
  return new NotAllowedError((texts) =>
    texts.say(kind === "several" ? "article.several" : "article.none", { typed: shown }),
  );
}

/** An article that can be changed from here, by its id. @throws NotAllowedError when it is not here any more, or everyone's */
export async function ownArticle(
  { articles }: Pick<BotContext, "articles">,
  scope: Scope,
  id: string,
): Promise<ArticleDetails> {
  const article = (await articles.details(scope)).find((one) => one.id === id);
  if (article === undefined) throw new NotAllowedError((texts) => texts.say("article.gone"));
  if (article.owner === GLOBAL) throw new NotAllowedError((texts) => texts.say("article.everyones"));
  return article;
}

/** The same of what is to be changed. @throws NotAllowedError also when it is not the scope's own */
export async function findOwnArticle(
  { library, articles }: Pick<BotContext, "library" | "articles">,
  scope: Scope,
  typed: string,
): Promise<ArticleDetails> {
  const { id } = await findArticle(library, scope, typed);
  return ownArticle({ articles }, scope, id);
}

/** What to suggest while a person types a title: the nearest 25, typos forgiven. The value is the id. */
export async function suggestArticles(library: Library, scope: Scope, typed: string): Promise<Suggestions> {
  return choicesOf(await library.find(scope, typed, limits.choices));
}

/** The same of what can be changed from here. @param fits narrows it further */
export async function suggestOwnArticles(
  { library, articles }: Pick<BotContext, "library" | "articles">,
  scope: Scope,
  typed: string,
  fits: (article: ArticleDetails) => boolean = () => true,
): Promise<Suggestions> {
  const [found, details] = await Promise.all([library.find(scope, typed, foundAtMost), articles.details(scope)]);
  const own = new Set(details.filter((one) => one.owner === "scope" && fits(one)).map(({ id }) => id));
  return choicesOf(found.filter(({ id }) => own.has(id)).slice(0, limits.choices));
}

function choicesOf(chosen: readonly ArticleSummary[]): Suggestions {
  const titled = (article: ArticleSummary) => shorten(article.title, limits.choiceName) || article.id;
  const names = toldApart(chosen, [
    titled,
    ({ title, source }) => `${shorten(title, 60)} (${shorten(source, 35)})`,
    ({ title, source, paragraphs }) => `${shorten(title, 50)} (${shorten(source, 28)}, ${paragraphs} ¶)`,
  ]);
  return chosen.map((article) => ({ name: names.get(article) ?? titled(article), value: article.id }));
}
