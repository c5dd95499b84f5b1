/** Numbers without a model: random unit vectors, always the same for the same seed, and articles made of them. */
import { WHOLE_PARAGRAPH } from "../dist/retrieval/article-index.js";
import { paragraphs } from "./texts.mjs";

export const WIDTH = 384;

/** A paragraph with its title, and four sentences: about what an article has. */
const ROWS_PER_PARAGRAPH = 5;

/** Rows of unit vectors, one after another. */
export function unitRows(rows, seed = 1) {
  const matrix = new Float32Array(rows * WIDTH);
  let state = seed >>> 0;
  for (let start = 0; start < matrix.length; start += WIDTH) {
    let sum = 0;
    for (let at = start; at < start + WIDTH; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      matrix[at] = state / 2 ** 32 - 0.5;
      sum += matrix[at] ** 2;
    }
    const norm = Math.sqrt(sum);
    for (let at = start; at < start + WIDTH; at++) matrix[at] /= norm;
  }
  return matrix;
}

/** Puts `articles` articles of `perArticle` real paragraphs each, with random vectors, into a store. */
export async function keepArticles(store, scope, articles, perArticle, model) {
  const texts = paragraphs(Math.min(articles * perArticle, 2000));
  for (let article = 0; article < articles; article++) {
    const content = Array.from({ length: perArticle }, (_, at) => ({
      ...texts[(article * perArticle + at) % texts.length],
      number: at + 1,
    }));
    const rows = perArticle * ROWS_PER_PARAGRAPH;
    const importId = `import-${article}`;
    const toKeep = {
      importId,
      id: `article-${article}`,
      title: `Article ${article}`,
      source: "synthetic",
      sourceKind: "text",
      site: null,
      published: null,
      addedBy: null,
      addedAt: 0,
      refreshedAt: null,
      bytes: 0,
      contentHash: String(article),
      vectorKey: String(article),
      content,
    };
    const vectors = {
      data: unitRows(rows, article + 1),
      paragraphOf: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / ROWS_PER_PARAGRAPH)),
      sentenceOf: Int32Array.from({ length: rows }, (_, row) => sentenceOf(row, content)),
    };
    await store.imports.begin(scope, toKeep, { at: 0 });
    await store.imports.finish(scope, importId, { model, vectors });
  }
}

function sentenceOf(row, content) {
  const sentences = content[Math.floor(row / ROWS_PER_PARAGRAPH)].sentences.length;
  const inParagraph = row % ROWS_PER_PARAGRAPH;
  return inParagraph === 0 ? WHOLE_PARAGRAPH : (inParagraph - 1) % sentences;
}

/** An embedder whose vectors cost nothing, so that what is measured is everything else. */
export const freeEmbedder = {
  model: "free",
  dimensions: WIDTH,
  maxTokens: 512,
  reservedTokens: 11,
  embed: async (text) => unitRows(1, text.length),
  countTokens: async (texts) => texts.map((text) => Math.ceil(text.length / 4)),
  close: async () => {},
};

/** Questions of different length, with common and rare words. */
export const QUESTIONS = [
  "When was the church in Cilicia established?",
  "Who built the railway line between the two cities and what did it cost?",
  "How many people live there?",
  "Which university did she attend before joining the national team in 1998?",
  "What is the name of the river that flows through the capital?",
  "Why did the government refuse to sign the agreement on climate and trade?",
];
