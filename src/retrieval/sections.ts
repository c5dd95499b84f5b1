import type { Paragraph } from "../documents/article.js";
import { sectionWords } from "../language/languages.js";
import { isFunctionWord, termsOf, termsOfWord, wordsOf } from "../language/terms.js";
import type { NamedSection } from "./answer.js";
import type { ArticleIndex } from "./article-index.js";
import { IN_HEADINGS } from "./lexical-index.js";

/** A section that a question names, and where it is. */
export interface FoundSection {
  readonly section: NamedSection;
  /** The position of its article among those asked. */
  readonly article: number;
  /** The position of its first paragraph in the article. */
  readonly start: number;
}

/** A heading that ends so asks itself: of what stands below the answer is marked, as everywhere. */
const ASKS = /[?？؟]\s*$/u;

const GENERIC_TERMS: ReadonlySet<string> = new Set([...sectionWords.generic].flatMap(termsOf));

/** What a question names, by its words. */
interface Naming {
  /** Its terms with content, generic ones among them. */
  readonly terms: ReadonlySet<string>;
  /** Those that are not generic: all of them must belong to the section. */
  readonly specific: readonly string[];
  /** As they are written, without case and accents. */
  readonly words: ReadonlySet<string>;
  readonly asksOneFact: boolean;
}

/** How well a heading is named: first as it should be, then by how much of the question its path has. */
interface Match {
  readonly isWhole: boolean;
  readonly covered: number;
}

interface Candidate extends FoundSection, Match {}

/**
 * The sections that a question names and asks nothing else about, all of them equally well; mostly none or one. But for function
 * words and generic ones ("changes") all that the question says must be the heading's, its outer headings' or the title's, and
 * the heading be named whole. A question of the heading's words alone may name half of it word for word, where no other heading
 * has that half.
 */
export function sectionsNamed(question: string, articles: readonly ArticleIndex[]): FoundSection[] {
  const naming = namingOf(question);
  if (naming === undefined) return [];
  const candidates = articles.flatMap((article, at) => candidatesIn(naming, article, at));
  const whole = candidates.filter(({ isWhole }) => isWhole);
  // Half a heading is enough only where it is clear whose half.
  const named = whole.length > 0 ? whole : candidates.length === 1 ? candidates : [];
  const most = Math.max(...named.map(({ covered }) => covered));
  const best = named.filter(({ covered }) => covered === most);
  return best
    .filter((inner) => !best.some((outer) => isWithin(inner, outer)))
    .map(({ section, article, start }) => ({ section, article, start }));
}

function namingOf(question: string): Naming | undefined {
  const words = wordsOf(question);
  if (words.some((word) => sectionWords.asksWhy.has(word))) return undefined;
  const terms = new Set(words.flatMap(termsOfWord).filter((term) => !isFunctionWord(term)));
  if (terms.size === 0) return undefined;
  return {
    terms,
    specific: [...terms].filter((term) => !GENERIC_TERMS.has(term)),
    words: new Set(words),
    asksOneFact: words.some((word) => sectionWords.asksOneFact.has(word)),
  };
}

function candidatesIn(naming: Naming, index: ArticleIndex, article: number): Candidate[] {
  const { lexical, paragraphs } = index;
  // Thousands of articles may be asked: most of them lack a term altogether.
  if (naming.specific.some((term) => !lexical.terms.has(term))) return [];
  const title = termsOf(index.article.title);
  const candidates: Candidate[] = [];
  // Where the section that was looked at last ends, at each depth: every paragraph of it has the same headings.
  const ends: number[] = [];
  for (const position of withTermsInHeadings(naming, index)) {
    const { headings = [] } = paragraphs[position] ?? {};
    for (const depth of headings.keys()) {
      if (position < (ends[depth] ?? 0)) continue;
      const path = headings.slice(0, depth + 1);
      const [start, end] = boundsOf(path, paragraphs, position);
      ends[depth] = end;
      const match = matchOf(naming, path, title);
      const section = { headings: path, paragraphs: paragraphs.slice(start, end) };
      if (match) candidates.push({ ...match, section, article, start });
    }
  }
  return candidates;
}

/** The positions of the paragraphs that have one of the terms in their headings, in order. */
function withTermsInHeadings({ terms }: Naming, { lexical }: ArticleIndex): number[] {
  const found = new Set<number>();
  for (const term of terms) {
    const { start = 0, end = 0 } = lexical.terms.get(term) ?? {};
    for (let at = start; at < end; at += 3) {
      const position = lexical.positions[at];
      if (position !== undefined && lexical.positions[at + 1] === IN_HEADINGS) found.add(position);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** How a question names the last heading of a path; `undefined` where it does not, or asks for more. */
function matchOf(naming: Naming, path: readonly string[], title: readonly string[]): Match | undefined {
  const heading = path.at(-1) ?? "";
  if (ASKS.test(heading)) return undefined;
  const all = contentOf(heading);
  if (all.length === 0) return undefined;
  const own = withoutGeneric(all);
  const inPath = new Set([...path.flatMap(termsOf), ...title]);
  if (naming.specific.some((term) => !inPath.has(term))) return undefined;
  const isWordForWord = ({ word }: HeadingWord) => naming.words.has(word);
  const isNamed = ({ terms }: HeadingWord) => terms.every((term) => naming.terms.has(term));
  const inHeading = new Set(termsOf(heading));
  const isAlone = naming.specific.every((term) => inHeading.has(term));
  const isWhole = naming.asksOneFact ? isAlone && all.every(isWordForWord) : own.every(isNamed);
  const isHalf = !naming.asksOneFact && isAlone && all.filter(isWordForWord).length * 2 >= all.length;
  if (!isWhole && !isHalf) return undefined;
  return { isWhole, covered: [...naming.terms].filter((term) => inPath.has(term)).length };
}

interface HeadingWord {
  readonly word: string;
  readonly terms: readonly string[];
}

/** The words by which a heading is named: without function words, and without its number where it has others. */
function contentOf(heading: string): HeadingWord[] {
  const words = [...new Set(wordsOf(heading))].map((word) => ({ word, terms: termsOfWord(word) }));
  const content = words.filter(({ terms }) => !terms.every(isFunctionWord));
  const named = content.filter(({ word }) => !/^\p{N}+$/u.test(word));
  return named.length > 0 ? named : content;
}

/** Without generic words, where there are others. */
function withoutGeneric(words: readonly HeadingWord[]): readonly HeadingWord[] {
  const specific = words.filter(({ terms }) => !terms.every((term) => GENERIC_TERMS.has(term)));
  return specific.length > 0 ? specific : words;
}

/** From which paragraph on, and before which one, all stand under the same headings as the one at `position`. */
function boundsOf(path: readonly string[], paragraphs: readonly Paragraph[], position: number): [number, number] {
  let start = position;
  while (isUnder(paragraphs[start - 1], path)) start--;
  let end = position + 1;
  while (isUnder(paragraphs[end], path)) end++;
  return [start, end];
}

function isUnder(paragraph: Paragraph | undefined, path: readonly string[]): boolean {
  return paragraph !== undefined && path.every((heading, depth) => heading === paragraph.headings[depth]);
}

/** Whether a section is another one's part. */
function isWithin(inner: FoundSection, outer: FoundSection): boolean {
  return (
    inner.article === outer.article &&
    inner.section.headings.length > outer.section.headings.length &&
    inner.start >= outer.start &&
    inner.start < outer.start + outer.section.paragraphs.length
  );
}
