/**
 * All that Pilcrow knows of one language. To add a language, write a file like `languages/en.ts`, which is found by being there.
 * Nothing else depends on a language: what is not listed here counts as a word with content.
 */
export interface Language {
  /**
   * Words that a question is built of, not about, as people write them in a chat: an article need not have them to answer it.
   * Lower case, without accents and apostrophes.
   */
  readonly functionWords: readonly string[];
  /** What the forms of a word share, for lexical matching. @param word lower case, without accents, letters and digits only */
  stem(word: string): string;
  readonly sections: SectionWords;
  readonly framing: Framing;
  readonly followUps: FollowUpWords;
  readonly sentences: SentenceWords;
  readonly documents: DocumentWords;
  readonly furniture: FurniturePatterns;
  readonly logIn: LogInPatterns;
  readonly purposes: PurposeExamples;
  readonly purposeWords: PurposeWords;
}

/** What of an article as a whole a question can ask for: all in short, who wrote it, when, how long it is, where it is from. */
export const WHOLE_ASPECTS = ["about", "author", "date", "length", "origin"] as const;
export type WholeAspect = (typeof WHOLE_ASPECTS)[number];

/** What is said to Pilcrow and asks nothing of an article. `injection`: an attempt to give it other orders. */
export const SMALL_TALKS = ["greeting", "thanks", "help", "insult", "injection"] as const;
export type SmallTalk = (typeof SMALL_TALKS)[number];

/** What a question is for; `ordinary`: it asks for something in the text. */
export const PURPOSES = [...WHOLE_ASPECTS, ...SMALL_TALKS, "ordinary"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Questions of each purpose; a question is recognized by those that it is near to. */
export type PurposeExamples = Readonly<Record<Purpose, readonly string[]>>;

/** Words that show what a question is for. Lower case, without accents and apostrophes. */
export interface PurposeWords {
  /** They ask for what is in short ("summary", "gist"). */
  readonly gist: readonly string[];
  /** They may do so ("short", "main"). */
  readonly perhapsGist: readonly string[];
  /** They name a text ("article", "page"). */
  readonly texts: readonly string[];
  /** Words of greetings and thanks that no example has. */
  readonly courtesy: readonly string[];
  /** They name who is spoken to. */
  readonly you: readonly string[];
}

/** By which words a question shows whether it names a section or asks for something in it. Lower case, without accents and apostrophes. */
export interface SectionWords {
  /** Words beside a section's name that say only that somebody wants to read it ("changes", "everything about"). */
  readonly generic: readonly string[];
  /**
   * Words that ask for one fact ("when") or about something else ("is it known"): such a question names a section only by just
   * its own words ("when are the opening hours").
   */
  readonly asksOneFact: readonly string[];
  /** Question words that ask for a reason: a section's name is then never all that is asked. */
  readonly asksWhy: readonly string[];
}

/** What people put around a question in a chat ("hey, do you know … please"), and no article has. */
export interface Framing {
  /**
   * A word before the question; the first group is what parts it from the rest. It may also begin a name ("Hello Kitty"):
   * `withoutFraming` decides.
   */
  readonly opening: RegExp;
  /** Words that say that somebody asks, up to the question itself. */
  readonly asking: RegExp;
  /** Words after the question, up to the end. */
  readonly closing: RegExp;
}

/** By which words a question shows that it cannot stand alone. Lower case, without accents and apostrophes. */
export interface FollowUpWords {
  /** "and what about": how a question goes on from the one before. Read from the beginning. */
  readonly goingOn: RegExp;
  /** Words that do the same where they come first. */
  readonly conjunctions: readonly string[];
  readonly questionWords: readonly string[];
  /** Words that point at something said before. */
  readonly pointing: readonly string[];
  /** "the meeting" may have been named before, or be clear by itself. */
  readonly perhapsPointing: readonly string[];
  /** Words that name nothing to search for. Courtesies are among them: they are no subject that a conversation goes on about. */
  readonly empty: readonly string[];
}

/** What decides whether a full stop ends a sentence. Abbreviations are in lower case and without their last full stop. */
export interface SentenceWords {
  /** A name or a further word follows them: they never end a sentence. */
  readonly alwaysContinue: readonly string[];
  /** A number follows them; before anything else their full stop is a full stop ("Did she go? No. He did."). */
  readonly beforeNumber: readonly string[];
  /**
   * They end a sentence or not: only before one of `openers` they are taken to end one. Initials and dotted abbreviations
   * ("U.S.", "Ph.D.") are treated like them. Without a capital they are words.
   */
  readonly mayEnd: readonly string[];
  /** The same with or without a capital ("et al."). */
  readonly mayEndUncapitalized: readonly string[];
  /** Single capital letters that are words more often than initials ("She and I."). */
  readonly letterWords: readonly string[];
  /** They stand behind a time of day ("5 p.m."). */
  readonly dayHalves: readonly string[];
  /** After one of `dayHalves` these go on with the time; any other capital opens a sentence. As they are written. */
  readonly timeGoesOn: readonly string[];
  /** Words that, with a capital and after a doubtful full stop, far more often open a sentence than go on with a name. */
  readonly openers: readonly string[];
  /** Verbs that tie an exclamation or question in quotation marks to its speaker: “Stop!” Tom said. */
  readonly speechVerbs: readonly string[];
}

/** Words by which the lines of a document are understood. In lower case. */
export interface DocumentWords {
  /** They follow a hyphen that stands for a word to come ("pre- and post-war"): such a hyphen at a line's end stays. */
  readonly behindHyphen: readonly string[];
  /** They stand before the number of a page, in any case. */
  readonly page: readonly string[];
  /** They stand between the number of a page and how many there are, in any case. */
  readonly pageOf: readonly string[];
  /** A line that begins with one of them, in any case, says who made the text or when ("by", "published"): it is no heading. */
  readonly byline: readonly string[];
  /** What the numbered divisions of a book are called, in any case. */
  readonly division: readonly string[];
  /** What the line of a letter or message is called that says what it is about, in any case. */
  readonly subject: readonly string[];
}

/** Whole lines, in lower case and without the full stop at the end, that web pages put around an article. */
export interface FurniturePatterns {
  /** They stand between an article's paragraphs. */
  readonly anywhere: readonly RegExp[];
  /** They stand before and behind it. */
  readonly atEdges: readonly RegExp[];
}

/** By what a web page says that its article is shown only to those who log in. */
export interface LogInPatterns {
  /** In its title. */
  readonly title: RegExp;
  /** In one of its texts. */
  readonly demand: RegExp;
}
