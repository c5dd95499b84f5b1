import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { embedInWindows, meanVector } from "../embedding/windows.js";
import { embedArticle } from "../library/embed-article.js";
import type { Model } from "../library/models.js";
import { fullOverview } from "../library/overview.js";
import { purposeOf } from "../library/purposes.js";
import { indexArticle, tokensFrom } from "../retrieval/article-index.js";
import type { Dataset } from "./dataset.js";

/** A line of `about.jsonl`: a question on an article as a whole, and the paragraphs that a good librarian would show. */
const aboutLine = z.object({ id: z.string(), article: z.string(), text: z.string(), lead: z.array(z.string()).min(1) });
/** A question on an article as a whole. */
export type AboutQuestion = z.infer<typeof aboutLine>;

/** How well questions on the whole are told from others, and what is shown for them. Shares, 0 to 1. */
export interface AboutMeasures {
  readonly questions: number;
  /** Of the questions on the whole those that are recognized. */
  readonly recognized: number;
  /** Of them those for which the beginning that is shown has one of the right paragraphs. */
  readonly leadShown: number;
  /** The same, the central sentences' paragraphs counted too. */
  readonly shown: number;
  /** Of the set's other questions those that are taken for one on the whole or for small talk. */
  readonly ordinaryTaken: number;
}

/** The questions of a set's folder on whole articles; `undefined` where it has no such file. */
export async function readAbout(folder: string): Promise<readonly AboutQuestion[] | undefined> {
  const file = path.join(folder, "about.jsonl");
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text
    ?.split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => aboutLine.parse(JSON.parse(line)));
}

/**
 * Measures as a person would see it: each question is asked of its article alone.
 * @param isOrdinary which of the set's own questions ask for something in the text; others are left out
 */
export async function evaluateAbout(
  model: Model,
  { articles, queries }: Dataset,
  about: readonly AboutQuestion[],
  isOrdinary: (text: string) => boolean = () => true,
): Promise<AboutMeasures> {
  const counts = { recognized: 0, leadShown: 0, shown: 0 };
  for (const [name, article] of articles) {
    const questions = about.filter((question) => question.article === name);
    if (questions.length === 0) continue;
    const ref = { id: name, title: article.title, source: name };
    const { vectors, tokens } = await embedArticle(model.embedder, article);
    const index = indexArticle(ref, article.paragraphs, vectors, tokensFrom(tokens));
    for (const { text, lead } of questions) {
      const purpose = await purposeOf(model, text, [article.title]);
      if (purpose !== undefined && "whole" in purpose.recognized) counts.recognized++;
      const vector = purpose?.vector ?? meanVector(await embedInWindows(model.embedder, "question", [text]));
      const answer = fullOverview(text, index, {}, { recognized: { whole: "about" }, vector });
      if (answer.kind !== "overview") continue;
      const [overview] = answer.overviews;
      const right = new Set(lead.map((id) => Number(id.slice(id.lastIndexOf("#") + 1))));
      const has = (quotations: typeof overview.lead) => quotations.some(({ paragraph }) => right.has(paragraph.number));
      if (has(overview.lead)) counts.leadShown++;
      if (has([...overview.lead, ...overview.central])) counts.shown++;
    }
  }
  const ordinary = queries.filter(({ text }) => isOrdinary(text));
  let taken = 0;
  for (const { text, article } of ordinary) {
    const title = article === undefined ? undefined : articles.get(article)?.title;
    if ((await purposeOf(model, text, title === undefined ? [] : [title])) !== undefined) taken++;
  }
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  return {
    questions: about.length,
    recognized: share(counts.recognized, about.length),
    leadShown: share(counts.leadShown, about.length),
    shown: share(counts.shown, about.length),
    ordinaryTaken: share(taken, ordinary.length),
  };
}
