import { english } from "./en.js";
import type {
  DocumentWords,
  FollowUpWords,
  Framing,
  FurniturePatterns,
  Language,
  LogInPatterns,
  SectionWords,
  SentenceWords,
} from "./language.js";

/**
 * The languages that Pilcrow knows. All of them count at once: a question has too few words to tell its language by, and a
 * server may have articles in several. What one language calls a function word is one in every text.
 */
const LANGUAGES: readonly Language[] = [english];

/**
 * Words of documents in languages that have no file yet. Documents come in any language, and without these words their lines
 * would be joined wrongly or their page numbers be read as text; nothing else of such a language has to be known for that.
 */
const WORDS_OF_OTHERS: readonly Partial<DocumentWords>[] = [
  // German
  { behindHyphen: ["und", "oder", "bis"], page: ["seite"], pageOf: ["von"] },
  // French
  { behindHyphen: ["et", "ou"] },
];

/** The same lists, each as one set for all languages. */
type Sets<Lists> = { readonly [List in keyof Lists]: ReadonlySet<string> };

/** As in `Language`. */
export const functionWords = all((language) => language.functionWords);

/** What the forms of a word share. @param word lower case, without accents, letters and digits only */
export function stem(word: string): string {
  return LANGUAGES.reduce((stemmed, language) => language.stem(stemmed), word);
}

/** As in `SectionWords`. */
export const sectionWords: Sets<SectionWords> = {
  generic: all(({ sections }) => sections.generic),
  asksOneFact: all(({ sections }) => sections.asksOneFact),
  asksWhy: all(({ sections }) => sections.asksWhy),
};

/** How each language frames a question. */
export const framings: readonly Framing[] = LANGUAGES.map(({ framing }) => framing);

/** As in `FollowUpWords`. */
export const followUpWords: Sets<Omit<FollowUpWords, "goingOn">> = {
  conjunctions: all(({ followUps }) => followUps.conjunctions),
  questionWords: all(({ followUps }) => followUps.questionWords),
  pointing: all(({ followUps }) => followUps.pointing),
  perhapsPointing: all(({ followUps }) => followUps.perhapsPointing),
  empty: all(({ followUps }) => followUps.empty),
};

/** How each language goes on from the question before: `FollowUpWords.goingOn`. */
export const goingOn: readonly RegExp[] = LANGUAGES.map(({ followUps }) => followUps.goingOn);

/** As in `SentenceWords`. */
export const sentenceWords: Sets<SentenceWords> = {
  alwaysContinue: all(({ sentences }) => sentences.alwaysContinue),
  beforeNumber: all(({ sentences }) => sentences.beforeNumber),
  mayEnd: all(({ sentences }) => sentences.mayEnd),
  mayEndUncapitalized: all(({ sentences }) => sentences.mayEndUncapitalized),
  letterWords: all(({ sentences }) => sentences.letterWords),
  dayHalves: all(({ sentences }) => sentences.dayHalves),
  timeGoesOn: all(({ sentences }) => sentences.timeGoesOn),
  openers: all(({ sentences }) => sentences.openers),
  speechVerbs: all(({ sentences }) => sentences.speechVerbs),
};

/** As in `DocumentWords`, each list as a group of a regular expression that matches one of its words. */
export const documentPatterns: { readonly [List in keyof DocumentWords]: string } = {
  behindHyphen: patternOf("behindHyphen"),
  page: patternOf("page"),
  pageOf: patternOf("pageOf"),
  byline: patternOf("byline"),
};

/** As in `FurniturePatterns`. */
export const furniture: FurniturePatterns = {
  anywhere: LANGUAGES.flatMap((language) => language.furniture.anywhere),
  atEdges: LANGUAGES.flatMap((language) => language.furniture.atEdges),
};

/** As in `LogInPatterns`, of each language. */
export const logIns: readonly LogInPatterns[] = LANGUAGES.map(({ logIn }) => logIn);

/** One set of words of all languages. */
function all(wordsOf: (language: Language) => readonly string[]): ReadonlySet<string> {
  return new Set(LANGUAGES.flatMap(wordsOf));
}

/** A group of a regular expression that matches one of a list's words, as they stand. */
function patternOf(list: keyof DocumentWords): string {
  const all: readonly Partial<DocumentWords>[] = [...LANGUAGES.map(({ documents }) => documents), ...WORDS_OF_OTHERS];
  const literal = all.flatMap((words) => words[list] ?? []).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return `(?:${literal.join("|")})`;
}
