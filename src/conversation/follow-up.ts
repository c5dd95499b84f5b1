import { withoutFraming } from "../language/framing.js";
import { followUpWords, goingOn } from "../language/languages.js";
import { termsOf } from "../language/terms.js";
import { type Answer, isGiven, isSearched, type Passage, type SearchedAnswer } from "../retrieval/answer.js";

/** Longer than this a question says enough to stand alone. It also keeps it within what a Discord button carries. */
const MAX_FOLLOW_UP_LENGTH = 50;

/** This much of what was searched before joins a follow-up: the beginning, which names what the conversation is about. */
const MAX_CONTEXT_LENGTH = 200;

/** Content words that a question which needs its predecessor may have. Two are mostly enough to be found by. */
const MOST_CONTENT = 1;
/** The same for "and …", which says itself that it goes on. */
const MOST_CONTENT_AFTER_AND = 2;

/** What the wording of a question shows. */
interface Wording {
  /** It begins with "and", "but", … or with "what about", "how about". */
  readonly goesOn: boolean;
  readonly asks: boolean;
  readonly points: boolean;
  readonly perhapsPoints: boolean;
  /** The words that name something. */
  readonly content: readonly string[];
}

/** `perhaps`: it is asked alone first, and joined only where nothing is found. */
export type Leaning = "no" | "perhaps" | "yes";

/**
 * Whether a question cannot stand alone, by its wording: it points at something said before or begins with "and", and
 * names at most one thing itself (after "and" two), or it is a bare question word ("why?", "how long?"). Measured by
 * `tests/follow-ups`. Questions in languages that `language/` does not know stand alone.
 * @param pointsAtAnswer whether it is put as a reply to an answer
 */
export function leaningOf(question: string, pointsAtAnswer = false): Leaning {
  if (question.length > MAX_FOLLOW_UP_LENGTH) return "no";
  const { goesOn, asks, points, perhapsPoints, content } = wordingOf(withoutFraming(question));
  // Who replies to an answer mostly goes on from it: "on sundays?"
  const otherwise = pointsAtAnswer && content.length > 0 ? "perhaps" : "no";
  // "and then?", "what about it?": nothing is asked for; joined, it would only repeat the previous answer.
  if (content.length === 0) return asks ? "yes" : "no";
  if (goesOn) return content.length <= MOST_CONTENT_AFTER_AND ? "yes" : otherwise;
  if (content.length > MOST_CONTENT) return otherwise;
  return points ? "yes" : perhapsPoints ? "perhaps" : otherwise;
}

/** Whether a question names something that a later one can lean on. */
export function hasSubject(question: string): boolean {
  return wordingOf(question).content.length > 0;
}

/**
 * Whether the answer to a question by itself is one that it may keep, where only its wording perhaps leans on another: it is
 * sure, or shows a passage that has all that the question names ("who is the treasurer?").
 */
export function standsAlone(alone: Answer): boolean {
  if (alone.kind !== "unsure") return alone.kind === "found";
  return hasAllOf(alone.searchedAs ?? alone.question, alone.passages[0]);
}

/** Whether a question says itself that it goes on: "and …", "what about …". */
export function goesOn(question: string): boolean {
  return wordingOf(withoutFraming(question)).goesOn;
}

/** The question that is searched where `question` leans on what was searched `before`. */
export function joined(before: string, question: string): string {
  const characters = [...before];
  const start = characters.slice(0, MAX_CONTEXT_LENGTH).join("");
  const context = characters.length > MAX_CONTEXT_LENGTH ? start.replace(/\s+\S*$/u, "") : start;
  return `${context} ${withoutFraming(question)}`;
}

/**
 * The answer to a joined question, as far as the follow-up itself bears it out. The question before finds its own passage
 * again, whatever follows: "how often does it run on sundays" that of "and on christmas?" too. So a passage that lacks what
 * the follow-up names is no surer an answer to both than to the follow-up alone. Measured by `tests/follow-ups`.
 * @param alone the answer to the follow-up by itself.
 */
export function borneOut(joint: SearchedAnswer, alone: Answer): SearchedAnswer {
  if (joint.kind !== "found" || !isSearched(alone)) return joint;
  const { passages, confidence: together, threshold, section: _, ...facts } = joint;
  if (hasAllOf(alone.searchedAs ?? alone.question, passages[0])) return joint;
  if (alone.kind === "found") return { ...joint, confidence: Math.min(together, alone.confidence) };
  // Its tier is that of the follow-up alone, whose confidence it takes: both were told apart by the same thresholds. But what the
  // reader has read with both questions together is not refused for the follow-up alone.
  if (alone.kind === "unsure" || passages[0].parts.answered > 0) {
    const { confidence } = alone;
    const sureness = confidence === undefined ? {} : { confidence: Math.min(together, confidence), threshold };
    return { ...facts, kind: "unsure", ...sureness, passages };
  }
  const { alternatives: __, ...plain } = facts;
  const confidence = Math.min(together, alone.confidence);
  return { ...plain, kind: "not-in-article", confidence, threshold, isForeign: false, nearest: passages };
}

/** Another passage takes the place of one that was shown already where the reader gives it this share of that one's probability. */
const NEXT_BEST = 0.3;

/**
 * The answer to a follow-up without the sentence that the last answer showed: the question before finds it again, but it
 * adds nothing where it lacks what the follow-up names, and is unsure then. Where another passage is nearly as good, that one comes first.
 */
export function withoutRepeating(joint: SearchedAnswer, shown: Passage, followUp: string): SearchedAnswer {
  if (!isGiven(joint) || (joint.kind === "found" && joint.section)) return joint;
  const [best, second, ...others] = joint.passages;
  // Without a reader nothing tells whether the sentence answers the follow-up too.
  const isRead = best.parts.answered > 0;
  if (!isRead || !isSameSentence(best, shown) || !hasSubject(followUp) || hasAllOf(followUp, best)) return joint;
  if (second && second.parts.answers > NEXT_BEST * best.parts.answers)
    return { ...joint, kind: "unsure", passages: [second, ...others, best] };
  if (joint.kind === "unsure") return joint;
  const { section: _, ...facts } = joint;
  return { ...facts, kind: "unsure" };
}

function isSameSentence(a: Passage, b: Passage): boolean {
  return (
    a.article.id === b.article.id &&
    a.paragraph.number === b.paragraph.number &&
    a.highlight.start === b.highlight.start
  );
}

/** Whether a paragraph, with its headings, has everything that a question names. */
function hasAllOf(question: string, { paragraph: { headings, text } }: Passage): boolean {
  const terms = new Set(termsOf([...headings, text].join("\n")));
  return wordingOf(question)
    .content.flatMap(termsOf)
    .every((term) => terms.has(term));
}

const { questionWords, pointing, perhapsPointing, conjunctions, empty } = followUpWords;

function wordingOf(question: string): Wording {
  const plain = question.normalize("NFKC").toLowerCase().replace(/[’']/g, "");
  const about = goingOn.map((pattern) => pattern.exec(plain)?.[0] ?? "").find((found) => found !== "") ?? "";
  const all = plain.slice(about.length).match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    goesOn: about !== "" || conjunctions.has(all[0] ?? ""),
    asks: all.some((word) => questionWords.has(word)),
    points: all.some((word) => pointing.has(word)),
    perhapsPoints: all.some((word) => perhapsPointing.has(word)),
    content: all.filter((word) => [questionWords, pointing, conjunctions, empty].every((list) => !list.has(word))),
  };
}
