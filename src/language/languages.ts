import { readdirSync } from "node:fs";
import {
  type DocumentWords,
  type FollowUpWords,
  type Framing,
  type FurniturePatterns,
  type Language,
  type LogInPatterns,
  PURPOSES,
  type PurposeExamples,
  type PurposeWords,
  type SectionWords,
  type SentenceWords,
} from "./language.js";

/**
 * The languages that Pilcrow knows. All of them count at once: a question has too few words to tell its language by, and a
 * server may have articles in several. What one language calls a function word is one in every text.
 */
const LANGUAGES = await languagesIn(new URL("languages/", import.meta.url));

/**
 * Words of documents in languages that have no file yet. Documents come in any language, and without these words their lines
 * would be joined wrongly or their page numbers be read as text; nothing else of such a language has to be known for that.
 */
const WORDS_OF_OTHERS: readonly Partial<DocumentWords>[] = [
  // German
  {
    behindHyphen: ["und", "oder", "bis"],
    page: ["seite"],
    pageOf: ["von"],
    division: ["kapitel", "teil", "buch", "band", "akt", "szene"],
    subject: ["betreff"],
  },
  // French
  {
    behindHyphen: ["et", "ou"],
    division: ["chapitre", "partie", "livre", "tome", "acte", "scène"],
    subject: ["objet"],
  },
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
  division: patternOf("division"),
  subject: patternOf("subject"),
};

/** As in `FurniturePatterns`. */
export const furniture: FurniturePatterns = {
  anywhere: LANGUAGES.flatMap((language) => language.furniture.anywhere),
  atEdges: LANGUAGES.flatMap((language) => language.furniture.atEdges),
};

/** As in `LogInPatterns`, of each language. */
export const logIns: readonly LogInPatterns[] = LANGUAGES.map(({ logIn }) => logIn);

/** The default exports of a folder's compiled files (beside them stand source maps), in the order of their names. */
function languagesIn(folder: URL): Promise<readonly Language[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
  return Promise.all(
    files.sort().map(async (file) => {
      const { default: language }: { default: Language } = await import(new URL(file, folder).href);
      return language;
    }),
  );
}

/** As in `PurposeExamples`. */
export const purposeExamples: PurposeExamples = Object.fromEntries(
  PURPOSES.map((purpose) => [purpose, LANGUAGES.flatMap(({ purposes }) => purposes[purpose])]),
) as unknown as PurposeExamples;

/** As in `PurposeWords`. */
export const purposeWords: Sets<PurposeWords> = {
  gist: all((language) => language.purposeWords.gist),
  perhapsGist: all((language) => language.purposeWords.perhapsGist),
  texts: all((language) => language.purposeWords.texts),
  courtesy: all((language) => language.purposeWords.courtesy),
  you: all((language) => language.purposeWords.you),
};

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
