import type { Paragraph, Span } from "../documents/article.js";
import { documentPatterns } from "../language/languages.js";
import { isFunctionWord, termsOf } from "../language/terms.js";
import type { ArticleOverview, Quotation, Section } from "./answer.js";
import { type ArticleIndex, refOf, WHOLE_PARAGRAPH } from "./article-index.js";
import { cosineToRows } from "./cosine.js";
import { topK } from "./rank.js";

/** Central sentences of an overview, at most; a short article has one for every three paragraphs. */
const MOST_CENTRAL = 5;
const LEAST_CENTRAL = 3;
const PARAGRAPHS_A_SENTENCE = 4;

/** A lead goes on while it has fewer characters than this, and is at most so many paragraphs. */
const LEAD_ENOUGH = 320;
const MOST_LEAD = 2;
/** A shorter paragraph is a byline, a label or a greeting rather than a lead. In UTF-16 units. */
const SHORTEST_LEAD = 40;
/** The lead begins within the first paragraphs. */
const LEAD_WITHIN = 6;

/** How much being near to what was asked counts beside being central, where the question names something. */
const FOCUS = 2;
/** How much the words of a paragraph's most typical sentence count beside its embedding. */
const TYPICAL = 0.7;
/** What being like a sentence already chosen costs. */
const SAMENESS = 0.4;

const { byline } = documentPatterns;
const BYLINE = new RegExp(`^\\W*${byline}\\b[\\s:]+\\S`, "iu");
/** A byline is no longer than this. In UTF-16 units. */
const LONGEST_BYLINE = 120;

/** What a document told of itself beside its text. */
export type DocumentFacts = Pick<ArticleOverview, "site" | "published">;

/**
 * What an article is in its own words: its beginning, and the sentences that say most of the rest.
 * @param focus the embedding of a question that names what of the article it wants in short. Default: none
 */
export function overviewOf(index: ArticleIndex, facts: DocumentFacts, focus?: Float32Array): ArticleOverview {
  const lead = leadOf(index.paragraphs);
  const by = bylineOf(index.paragraphs);
  return {
    article: refOf(index),
    ...facts,
    ...sizeOf(index.paragraphs),
    ...(by && { byline: by }),
    lead,
    central: centralSentences(index, new Set(lead.map(({ paragraph }) => paragraph.number)), focus),
    sections: sectionsOf(index.paragraphs),
  };
}

/** Its size and the first sentence of its lead alone, as a list has it. */
export function headlineOf(index: ArticleIndex, facts: DocumentFacts): ArticleOverview {
  const { paragraphs } = index;
  const lead = leadOf(paragraphs)
    .slice(0, 1)
    .map(({ paragraph, span }) => ({ paragraph, span: paragraph.sentences[0] ?? span }));
  return { article: refOf(index), ...facts, ...sizeOf(paragraphs), lead, central: [], sections: [] };
}

/** An article's sections in order. */
export function sectionsOf(paragraphs: readonly Paragraph[]): Section[] {
  const sections: Section[] = [];
  for (const { headings, number } of paragraphs) {
    const last = sections.at(-1);
    if (last && last.headings.join("\n") === headings.join("\n"))
      sections[sections.length - 1] = { ...last, last: number };
    else sections.push({ headings, first: number, last: number });
  }
  return sections;
}

function sizeOf(paragraphs: readonly Paragraph[]): { paragraphs: number; words: number } {
  const words = paragraphs.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  return { paragraphs: paragraphs.length, words };
}

/** The first paragraphs that say something in sentences; where none does, the first. */
function leadOf(paragraphs: readonly Paragraph[]): Quotation[] {
  const start = paragraphs.slice(0, LEAD_WITHIN).findIndex(opens);
  const lead: Quotation[] = [];
  let length = 0;
  for (const paragraph of paragraphs.slice(Math.max(0, start))) {
    if (lead.length > 0 && !opens(paragraph)) continue;
    lead.push(quoting(paragraph));
    length += paragraph.text.length;
    if (lead.length >= MOST_LEAD || length >= LEAD_ENOUGH) break;
  }
  return lead;
}

/** Whether a paragraph is text that an article may begin with, and no byline, date, label or item of a list. */
function opens({ text }: Paragraph): boolean {
  return (
    text.length >= SHORTEST_LEAD && !isByline(text) && /[.!?…。！？]["'”’»)\]]*\s*$|[.!?…。！？]["'”’»)]*\s/u.test(text)
  );
}

function isByline(text: string): boolean {
  return text.length <= LONGEST_BYLINE && BYLINE.test(text);
}

function bylineOf(paragraphs: readonly Paragraph[]): Quotation | undefined {
  const ends = [...paragraphs.slice(0, LEAD_WITHIN), ...paragraphs.slice(-2)];
  const by = ends.find(({ text }) => text.length <= LONGEST_BYLINE && /^\W*(?:written )?by\s+\p{Lu}/iu.test(text));
  return by && quoting(by);
}

function quoting(paragraph: Paragraph): Quotation {
  return { paragraph, span: { start: 0, end: paragraph.text.length } };
}

/** The embedding of each paragraph: the mean of its windows, where it has several. A unit vector. */
function paragraphVectors({ paragraphs, vectors }: ArticleIndex): Float32Array[] {
  const width = vectors.data.length / Math.max(1, vectors.paragraphOf.length);
  const sums = paragraphs.map(() => new Float32Array(width));
  for (const [row, paragraph] of vectors.paragraphOf.entries()) {
    const sum = sums[paragraph];
    if (sum === undefined || vectors.sentenceOf[row] !== WHOLE_PARAGRAPH) continue;
    for (let at = 0; at < width; at++) sum[at] = (sum[at] ?? 0) + (vectors.data[row * width + at] ?? 0);
  }
  return sums.map(unit);
}

/** The most central sentences: of the paragraphs nearest to all others, each the sentence whose words are most the article's. */
function centralSentences(index: ArticleIndex, lead: ReadonlySet<number>, focus?: Float32Array): Quotation[] {
  const { paragraphs } = index;
  const vectors = paragraphVectors(index);
  const matrix = new Float32Array(vectors.length * (vectors[0]?.length ?? 0));
  for (const [at, vector] of vectors.entries()) matrix.set(vector, at * vector.length);
  const wanted = Math.min(MOST_CENTRAL, Math.max(LEAST_CENTRAL, Math.floor(paragraphs.length / PARAGRAPHS_A_SENTENCE)));
  const centre = unit(vectors.reduce(added, new Float32Array(vectors[0]?.length ?? 0)));
  const central = standardized(cosineToRows(centre, matrix));
  const near = focus && standardized(cosineToRows(focus, matrix));
  const spread = spreadOf(paragraphs);
  const sentences = paragraphs.map((paragraph) => typicalSentence(paragraph, spread));
  const typical = standardized(Float32Array.from(sentences, ({ weight }) => weight));
  const score = Float32Array.from(paragraphs, ({ number, text }, at) => {
    if (lead.has(number) || isByline(text)) return -Infinity;
    return (central[at] ?? 0) + TYPICAL * (typical[at] ?? 0) + FOCUS * (near?.[at] ?? 0);
  });
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    const [best] = topK(score, 1);
    if (best === undefined || score[best] === -Infinity) break;
    chosen.push(best);
    const alike = standardized(cosineToRows(vectors[best] ?? centre, matrix));
    for (let at = 0; at < score.length; at++) score[at] = (score[at] ?? 0) - SAMENESS * (alike[at] ?? 0);
    score[best] = -Infinity;
  }
  return chosen.sort((a, b) => a - b).flatMap((at) => sentences[at]?.quotation ?? []);
}

/** In how many paragraphs each term is. */
function spreadOf(paragraphs: readonly Paragraph[]): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  for (const { text } of paragraphs)
    for (const term of new Set(termsOf(text))) spread.set(term, (spread.get(term) ?? 0) + 1);
  return spread;
}

/** A sentence, and how typical its words are of the article. */
interface Typical {
  readonly quotation: Quotation;
  readonly weight: number;
}

/** The sentence of a paragraph whose words are in the most paragraphs, for its length. */
function typicalSentence(paragraph: Paragraph, spread: ReadonlyMap<string, number>): Typical {
  const weightOf = ({ start, end }: Span) => {
    const terms = termsOf(paragraph.text.slice(start, end)).filter((term) => !isFunctionWord(term));
    const sum = terms.reduce((total, term) => total + Math.log(spread.get(term) ?? 1), 0);
    return sum / Math.sqrt(terms.length + 1);
  };
  const weights = paragraph.sentences.map(weightOf);
  const [best = 0] = topK(weights, 1);
  const span = paragraph.sentences[best] ?? { start: 0, end: paragraph.text.length };
  return { quotation: { paragraph, span }, weight: weights[best] ?? 0 };
}

function added(sum: Float32Array, vector: Float32Array): Float32Array {
  return sum.map((one, at) => one + (vector[at] ?? 0));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((one) => one / length) : vector;
}

/** Numbers with mean 0 and standard deviation 1, or all 0 where they are equal. */
function standardized(numbers: Float32Array): Float32Array {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
  const deviation = Math.sqrt(numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, numbers.length));
  return numbers.map((one) => (deviation > 0 ? (one - mean) / deviation : 0));
}
