import type { Embedder } from "../embedding/embedder.js";
import { type Figures, NO_FIGURES, secondsSince, timed } from "../health/figures.js";
import { withoutFraming } from "../language/framing.js";
import { type Answer, isSearched } from "../retrieval/answer.js";
import { type AnswerOptions, answerQuestion } from "../retrieval/answer-question.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import type { EmbeddedQuestion } from "../retrieval/rank.js";
import type { Reader } from "../retrieval/reader.js";
import { closestWord, unknownWords, withWords } from "../retrieval/spelling.js";
import type { Model } from "./models.js";
import { QuestionEmbeddings } from "./question-embeddings.js";

/**
 * The way from a question to its answer, for people and for evaluations alike: its framing is left out, misspelt
 * words are corrected after the articles, the text is embedded, the paragraphs are ranked.
 * @param embeddings of this question
 * @param figures told how long the ranking and the reader took. Default: nobody is told
 */
export async function askArticles(
  model: Model,
  question: string,
  indexes: readonly ArticleIndex[],
  options: AnswerOptions,
  embeddings = new QuestionEmbeddings(),
  figures: Pick<Figures, "stage"> = NO_FIGURES,
): Promise<Answer> {
  const plain = withoutFraming(question);
  const text = await corrected(model.embedder, plain, indexes);
  const { vector, tokens } = await embeddings.of(model.embedder, text);
  const embedded = { text, vector, tokens, space: model.embedder.tokenSpace };
  const answer = await rankedIn(embedded, indexes, model, options, figures);
  if (!isSearched(answer) || text === plain) return { ...answer, question };
  return { ...answer, question, searchedAs: text };
}

/** As `answerQuestion`; what the reader takes is no part of the ranking. */
async function rankedIn(
  question: EmbeddedQuestion,
  indexes: readonly ArticleIndex[],
  model: Model,
  options: AnswerOptions,
  figures: Pick<Figures, "stage">,
): Promise<Answer> {
  const began = performance.now();
  let reading = 0;
  const tell = (seconds: number) => {
    reading += seconds;
    figures.stage("reader", seconds);
  };
  const { reader: plain } = model;
  const reader = plain && {
    ...plain,
    read: (...given: Parameters<Reader["read"]>) => timed(() => plain.read(...given), tell),
  };
  const answer = await answerQuestion(question, indexes, { ...model, reader }, options);
  figures.stage("ranking", secondsSince(began) - reading);
  return answer;
}

/**
 * The question with its misspelt words replaced by the articles' own. Misspelt is what no article has, what the model's
 * vocabulary does not hold as one word either (a real word about something else must stay), and what is near a word that
 * the articles have.
 */
async function corrected(embedder: Embedder, question: string, indexes: readonly ArticleIndex[]): Promise<string> {
  const lexical = indexes.map((index) => index.lexical);
  const unknown = unknownWords(question, lexical);
  if (unknown.length === 0) return question;
  const tokens = await embedder.countTokens(unknown);
  const replacements = new Map(
    unknown.flatMap((word, at): [string, string][] => {
      const meant = (tokens[at] ?? 0) > 1 ? closestWord(word, lexical) : undefined;
      return meant === undefined ? [] : [[word, meant]];
    }),
  );
  return withWords(question, replacements);
}
