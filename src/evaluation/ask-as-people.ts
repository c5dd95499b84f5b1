import { z } from "zod";
import { Conversations } from "../conversation/conversations.js";
import type { Pilcrow } from "../library/pilcrow.js";
import { type Answer, isGiven } from "../retrieval/answer.js";
import { GLOBAL } from "../store/scope.js";
import { type Dataset, paragraphKey, type Query } from "./dataset.js";
import { mean } from "./measures.js";

/** What only the way shows by which people ask, through the library and its conversations; `null` where a set cannot tell. */
export interface PeopleReport {
  readonly about: {
    /** Share of the questions on an article as a whole that got an overview, … */
    readonly recognized: number | null;
    /** … and whose overview shows one of the paragraphs that it should. */
    readonly leadShown: number | null;
    /** Share of the other questions that got an overview. */
    readonly takenWrongly: number | null;
  };
  readonly followUps: {
    /** Share of the answerable second questions whose best passage is right and found or unsure. */
    readonly right: number | null;
    /** Share of the unanswerable ones that were found. */
    readonly unanswerableFound: number | null;
  };
}

/** Of a set without such questions. */
export const NOBODY_ASKED: PeopleReport = {
  about: { recognized: null, leadShown: null, takenWrongly: null },
  followUps: { right: null, unanswerableFound: null },
};

type Asking = Pick<Pilcrow, "library" | "articles">;

/**
 * Puts a set's questions on whole articles, and its follow-ups, as people put them.
 * @param ordinary the set's other questions, to see which of them are taken for questions on the whole
 * @param pilcrow an empty one; the set's articles become its global ones
 */
export async function askAsPeople(
  dataset: Dataset,
  ordinary: readonly Query[],
  pilcrow: Asking,
  onProgress: (done: number, total: number) => void,
): Promise<PeopleReport> {
  const { articles, about, followUps } = dataset;
  if (about.length + followUps.length === 0) return NOBODY_ASKED;
  let done = 0;
  const total = articles.size + about.length + followUps.length + (about.length > 0 ? ordinary.length : 0);
  const told = <T>(value: T): T => {
    onProgress(++done, total);
    return value;
  };
  for (const [id, article] of articles) told(await pilcrow.articles.add(GLOBAL, article, { id }));
  return {
    about: about.length === 0 ? NOBODY_ASKED.about : await aboutOf(dataset, ordinary, pilcrow, told),
    followUps: await followUpsOf(dataset, pilcrow, told),
  };
}

type Told = <T>(value: T) => T;

async function aboutOf(
  { about }: Dataset,
  ordinary: readonly Query[],
  { library }: Asking,
  told: Told,
): Promise<PeopleReport["about"]> {
  const overviews: { readonly shown: readonly number[] | undefined; readonly lead: readonly number[] }[] = [];
  for (const { article: articleId, text, lead } of about) {
    overviews.push({ shown: overviewIn(told(await library.ask(GLOBAL, text, { articleId }))), lead });
  }
  const taken: boolean[] = [];
  for (const { article: articleId, text } of ordinary) {
    if (articleId === undefined) continue;
    taken.push(overviewIn(told(await library.ask(GLOBAL, text, { articleId }))) !== undefined);
  }
  return {
    recognized: mean(overviews.map(({ shown }) => Number(shown !== undefined))),
    leadShown: mean(overviews.map(({ shown = [], lead }) => Number(lead.some((number) => shown.includes(number))))),
    takenWrongly: mean(taken.map(Number)),
  };
}

/** Of an overview, as much as is measured. Read by its form: the kind may come and go without this room. */
const overviewSchema = z.object({
  kind: z.literal("overview"),
  overviews: z.array(z.object({ lead: z.array(z.object({ paragraph: z.object({ number: z.number() }) })) })),
});

/** The numbers of the paragraphs in the lead of an overview; `undefined` of any other answer. */
function overviewIn(answer: Answer): readonly number[] | undefined {
  const { data } = overviewSchema.safeParse(answer);
  return data?.overviews.flatMap(({ lead }) => lead.map(({ paragraph }) => paragraph.number));
}

async function followUpsOf(
  { followUps }: Dataset,
  { library }: Asking,
  told: Told,
): Promise<PeopleReport["followUps"]> {
  const conversations = new Conversations(library);
  const right: boolean[] = [];
  const found: boolean[] = [];
  for (const [at, { article, first, second, answerable, right: expected }] of followUps.entries()) {
    await conversations.ask(`${at}`, GLOBAL, first, { articleId: article });
    // The article is not named again: a follow-up keeps to it by itself.
    const { answer } = told(await conversations.ask(`${at}`, GLOBAL, second));
    const best = isGiven(answer) ? answer.passages[0] : undefined;
    const key = best && paragraphKey(best.article.id, best.paragraph.number);
    if (answerable) right.push(key !== undefined && expected.has(key));
    else found.push(answer.kind === "found");
  }
  return { right: mean(right.map(Number)), unanswerableFound: mean(found.map(Number)) };
}
