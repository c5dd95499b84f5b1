import type { Embedder } from "../embedding/embedder.js";
import { withoutFraming } from "../language/framing.js";
import { type Answer, isSearched } from "../retrieval/answer.js";
import { type AnswerOptions, answerQuestion } from "../retrieval/answer-question.js";
import type { ArticleIndex } from "../retrieval/article-index.js";
import { closestWord, unknownWords, withWords } from "../retrieval/spelling.js";
import type { Model } from "./models.js";
import { QuestionEmbeddings } from "./question-embeddings.js";

/**
 * The way from a question to its answer, for people and for evaluations alike: its framing is left out, misspelt
 * words are corrected after the articles, the text is embedded, the paragraphs are ranked.
 * @param embeddings of this question
 */
export async function askArticles(
  model: Model,
  question: string,
  indexes: readonly ArticleIndex[],
  options: AnswerOptions,
  embeddings = new QuestionEmbeddings(),
): Promise<Answer> {
  const plain = withoutFraming(question);
  const text = await corrected(model.embedder, plain, indexes);
  const { vector, tokens } = await embeddings.of(model.embedder, text);
  const embedded = { text, vector, tokens, space: model.embedder.tokenSpace };
  const answer = await answerQuestion(embedded, indexes, model, options);
  if (!isSearched(answer) || text === plain) return { ...answer, question };
  return { ...answer, question, searchedAs: text };
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
