/** What the program must know of a signal beside what it measures. */
interface Signal {
  /** Whether it says how near the articles are to the question's subject, and not only how one paragraph stands out. */
  readonly isTopic: boolean;
  /** The head of its column in `/why`, of a wide table and of a narrow one; without it the signal is not shown. */
  readonly column?: Column;
}

interface Column {
  readonly wide: string;
  readonly narrow: string;
}

/**
 * The numbers behind a passage's score. To add one, describe it here and compute it in `rank.ts`; calibration, its file
 * format and the tables of `/why` follow. The order is that of `ask --json` and of the tables.
 */
const PARTS = {
  /** Cosine similarity of the question and the article's title, -1 to 1. */
  titleCosine: { isTopic: true },
  /** Cosine similarity of the question and the paragraph with title and headings, -1 to 1. */
  paragraphCosine: {
    isTopic: true,
    column: {
      wide: "cos ¶",
      narrow: "cos¶",
    },
  },
  /**
   * MaxSim of the paragraph (Khattab and Zaharia 2020, "ColBERT"): for each token of the question the highest cosine similarity
   * to a token of the paragraph or its headings, averaged; -1 to 1. 0 where the article keeps no tokens.
   */
  tokenSimilarity: {
    isTopic: true,
    column: {
      wide: "tok ¶",
      narrow: "tok¶",
    },
  },
  /** The same of the best sentence alone, -1 to 1. It was the cosine similarity of the sentence, and keeps its name. */
  sentenceCosine: { isTopic: true, column: { wide: "tok sent.", narrow: "tokS" } },
  /** BM25 of the question and the paragraph with title and headings, divided by the most it could be, 0 to 1. */
  lexical: { isTopic: false, column: { wide: "lexical", narrow: "lex¶" } },
  /** Share of what the question names that the paragraph, its headings or the title has: its terms but function words, by rarity, 0 to 1. */
  coverage: { isTopic: true },
  /** The same share for the best sentence alone, 0 to 1. */
  sentenceCoverage: { isTopic: true },
  /** Probability that the passage answers, as the reader judges it, 0 to 1; 0 where it was not read. */
  answers: {
    isTopic: false,
    column: { wide: "reader", narrow: "rdr" },
  },
  /** Probability that one of the passages that were read answers, 0 to 1; 0 where none was read. */
  answered: { isTopic: false },
} as const satisfies Readonly<Record<string, Signal>>;

/** The numbers behind a passage's score, kept so that an answer can be explained. */
export type ScoreParts = { readonly [Part in keyof typeof PARTS]: number };

/**
 * What confidence is computed from: the parts of the best passage's score, its lead over the second one's score, and the
 * reader's log odds, 0 where nothing was read: that one of the passages answers, and that it is this one if so.
 */
export type Signals = ScoreParts & { readonly [name in (typeof MORE)[number]]: number };

const MORE = ["lead", "answeredOdds", "whichOdds"] as const;

/** What the reader says. */
export const READER_SIGNALS: readonly (keyof Signals)[] = ["answeredOdds", "whichOdds"];

/** The names of the parts, in order. */
export const PART_NAMES = Object.keys(PARTS) as (keyof ScoreParts)[];
/** The names of all signals, in order: the parts, then the lead. */
export const SIGNAL_NAMES: readonly (keyof Signals)[] = [...PART_NAMES, ...MORE];
/** The signals that say whether the articles are about the question's subject. */
export const TOPIC_SIGNALS: readonly (keyof Signals)[] = PART_NAMES.filter((name) => PARTS[name].isTopic);

/** The columns of `/why` behind the score, in order. */
export const WHY_COLUMNS: readonly (Column & { readonly name: keyof ScoreParts })[] = PART_NAMES.flatMap((name) => {
  const { column }: Signal = PARTS[name];
  return column === undefined ? [] : { name, ...column };
});

/** A record with one value for each of the names, in their order. */
export function recordOf<Name extends string, T>(names: readonly Name[], value: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, T>;
}
