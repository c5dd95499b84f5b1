import { sentenceWords } from "../language/languages.js";
import type { Span } from "./article.js";

// `Intl.Segmenter` is not used: it takes quadratic time (V8 11.3, Node 20: 8,900 sentences in one line 0.24 s, 111,000
// sentences 110 s), its breaks differ between releases of ICU, and half of them would have to be undone.

// What may end a sentence: a run of Unicode's sentence terminals (. ! ? 。 ؟ । …) and ellipses, or a line break. Quotation
// brackets are met on the way, because a Chinese or Japanese full stop inside them does not end the sentence around them.
const CANDIDATE = /[\p{Sentence_Terminal}…]+|\n\s*|[「『（《〈【“]|[」』）》〉】”]/gu;
// Quotation marks, brackets, and marks of footnotes (“lost.[12]”, “lost. [12]”).
const CLOSERS = /(?:["'”’»›)\]}」』）》〉】*_]|\[[\p{L}\p{N}]{1,6}\]| \[\p{N}{1,3}\]){0,16}/uy;
const OPENERS = /["'“‘«‹([{「『（《〈【*_¿¡]{0,8}/uy;
const WORD = /[\p{L}\p{N}]{0,40}/uy;
const SPACE = /\s*/uy;
const LIST_MARKER = /(?:[•◦▪‣–*-]|\p{N}{1,3}[.)]|\p{L}[.)])\s/uy;
const SPEAKER_AND_VERB = /\p{Lu}\S{0,30} (?:\p{Lu}\S{0,30} )?(\p{Ll}{2,12})/uy;
const IDEOGRAPHIC_STOP = /[。！？｡．]$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A quotation longer than this is taken for an unclosed one. */
const LONGEST_QUOTATION = 1000;
/** How far back the word before a full stop is looked for. */
const LONGEST_WORD = 24;

/**
 * The sentences of a text, as a careful reader sees them: UTF-16 offsets, in order, trimmed, with only white space
 * between them; none for a blank text, at least one for any other. Where a full stop may belong to an abbreviation or end
 * the sentence, the word after it decides. Linear in the length of the text.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = skip(SPACE, text, 0);
  // Text without a capital letter (chat messages, verse) opens its sentences with small letters.
  const capitals = /\p{Lu}/u.test(text);
  const push = (end: number): void => {
    const last = lastNonSpace(text, start, end);
    if (last > start) spans.push({ start, end: last });
    start = skip(SPACE, text, end);
  };
  for (const end of sentenceEnds(text, capitals, () => start)) if (end > start) push(end);
  push(text.length);
  return spans;
}

function* sentenceEnds(text: string, capitals: boolean, sentenceStart: () => number): Generator<number> {
  const candidate = new RegExp(CANDIDATE);
  let quotation = -1;
  for (let match = candidate.exec(text); match !== null; match = candidate.exec(text)) {
    const [run] = match;
    if (run.startsWith("\n")) {
      quotation = -1;
      if (breaksLine(text, match.index, candidate.lastIndex)) yield match.index;
    } else if ("「『（《〈【“".includes(run)) {
      quotation = match.index;
    } else if ("」』）》〉】”".includes(run)) {
      quotation = -1;
    } else {
      const end = skip(CLOSERS, text, candidate.lastIndex);
      const closed = end > candidate.lastIndex;
      const quoted = quotation !== -1 && !closed && match.index - quotation < LONGEST_QUOTATION;
      if (closed) quotation = -1;
      candidate.lastIndex = end;
      const place = { text, at: match.index, run, end, closed, quoted, capitals, sentenceStart: sentenceStart() };
      if (endsSentence(place)) yield end;
    }
  }
}

/** A run of terminals in its text. */
interface Place {
  readonly text: string;
  readonly at: number;
  readonly run: string;
  /** Behind the quotation marks and brackets that close after the run. */
  readonly end: number;
  readonly closed: boolean;
  /** Inside an open quotation. */
  readonly quoted: boolean;
  readonly capitals: boolean;
  readonly sentenceStart: number;
}

function endsSentence(place: Place): boolean {
  const { text, end, run } = place;
  if (IDEOGRAPHIC_STOP.test(run)) return !place.quoted && (!place.closed || !/[\p{L}\p{N}]/u.test(charAt(text, end)));
  const next = skip(SPACE, text, end);
  if (next >= text.length) return true;
  if (next === end) return /[!?]$/.test(run) && !place.closed && !place.quoted && CJK.test(charAt(text, end));
  if (text.slice(end, next).includes("\n") && isListMarker(text, next)) return true;

  const wordAt = skip(OPENERS, text, next);
  const first = charAt(text, wordAt);
  if (/[.,;:…–—]/u.test(first)) return false;
  if (/\p{Ll}/u.test(first) && place.capitals && !isCamelCase(text, wordAt)) return false;
  const nextWord = match(WORD, text, wordAt);
  if (/[!?]/.test(run)) return !(place.closed && speakerFollows(text, next));
  if (run === ".") return !place.closed || run.length > 1 ? fullStopEnds(place, first, nextWord) : true;
  // An ellipsis goes on before a number, and ends before a capital.
  return !/\p{N}/u.test(first);
}

/** Whether a single full stop ends the sentence before a word that could open one. */
function fullStopEnds(place: Place, first: string, nextWord: string): boolean {
  const { text, at } = place;
  const wordStart = startOfWord(text, at);
  const word = text.slice(wordStart, at);
  const lower = word.toLowerCase();
  const opener = sentenceWords.openers.has(nextWord);
  const digit = /\p{N}/u.test(first);
  if (wordStart === place.sentenceStart && /^(?:\p{N}{1,3}|\p{L}|[ivxIVX]{1,5})$/u.test(word)) return false;
  if (sentenceWords.alwaysContinue.has(lower)) return false;
  if (sentenceWords.beforeNumber.has(lower)) return !digit;
  if (sentenceWords.dayHalves.has(lower)) return !digit && !sentenceWords.timeGoesOn.has(nextWord);
  if (sentenceWords.letterWords.has(word)) return opener || !/^\p{Lu}$/u.test(nextWord);
  if (sentenceWords.mayEnd.has(lower) && /^\p{Lu}/u.test(word)) return opener;
  if (sentenceWords.mayEndUncapitalized.has(lower)) return opener;
  if (/^(?:\p{L}\.)*\p{L}$/u.test(word) || /^(?:\p{Lu}\p{Ll}?\.)+\p{Lu}\p{Ll}?$/u.test(word)) return opener;
  return true;
}

/** A line break ends a sentence, unless the next line evidently goes on with it. */
function breaksLine(text: string, at: number, next: number): boolean {
  if (isListMarker(text, next)) return true;
  if (charAt(text, at - 1) === ",") return false;
  return !/\p{Ll}/u.test(charAt(text, next));
}

function speakerFollows(text: string, at: number): boolean {
  SPEAKER_AND_VERB.lastIndex = at;
  const verb = SPEAKER_AND_VERB.exec(text)?.[1];
  return verb !== undefined && sentenceWords.speechVerbs.has(verb);
}

/** "iPhone" and "eBay" open sentences. */
function isCamelCase(text: string, at: number): boolean {
  return /^\p{Ll}{1,2}\p{Lu}/u.test(text.slice(at, at + 4));
}

function isListMarker(text: string, at: number): boolean {
  LIST_MARKER.lastIndex = at;
  return LIST_MARKER.test(text);
}

function startOfWord(text: string, end: number): number {
  let at = end;
  while (at > 0 && end - at < LONGEST_WORD && !/[\s"'“‘«‹([{「『（《〈【—–/-]/u.test(text.charAt(at - 1))) at--;
  return at;
}

function lastNonSpace(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** The character (not the code unit) at a place, or "" outside of the text. */
function charAt(text: string, at: number): string {
  const code = at < 0 ? undefined : text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function skip(pattern: RegExp, text: string, at: number): number {
  return at + match(pattern, text, at).length;
}
