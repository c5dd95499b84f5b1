import type { Span } from "../../documents/article.js";
import { atWordEnd, atWordStart, cleanText, escapeMarkdown, headOf, largest, tailOf } from "./plain-text.js";

/** A paragraph in three parts; the middle one is the answering sentence. */
interface Parts {
  readonly before: string;
  readonly sentence: string;
  readonly after: string;
}

/**
 * A paragraph as a Discord quotation, word for word, its `highlight` bold: `> Text. **The answer.** More text.`
 * @param limit the most UTF-16 units it may have. A longer one becomes the part around the highlight, `…` where it was cut.
 */
export function quote(text: string, highlight: Span, limit: number): string {
  const parts = partsOf(text, highlight);
  const whole = markdown(parts);
  return whole.length <= limit ? whole : markdown(around(parts, limit));
}

function partsOf(text: string, { start, end }: Span): Parts {
  const sentence = cleanText(text.slice(start, end));
  const core = sentence.trim();
  const lead = sentence.slice(0, sentence.indexOf(core));
  const trail = sentence.slice(lead.length + core.length);
  return {
    before: (cleanText(text.slice(0, start)) + lead).trimStart(),
    sentence: core,
    after: (trail + cleanText(text.slice(end))).trimEnd(),
  };
}

/** The largest part of the paragraph around its sentence whose Markdown keeps to `limit`. */
function around(parts: Parts, limit: number): Parts {
  const fits = (candidate: Parts) => markdown(candidate).length <= limit;
  const widest = (make: (length: number) => Parts) => make(largest(limit, (length) => fits(make(length))));
  const alone = { before: cutBefore(parts.before, 0), sentence: parts.sentence, after: cutAfter(parts.after, 0) };
  if (!fits(alone)) return widest((length) => ({ ...alone, sentence: cutAfter(parts.sentence, length), after: "" }));
  // As much on both sides as fits, then what one side left over goes to the other.
  const even = widest((length) => ({
    ...parts,
    before: cutBefore(parts.before, length),
    after: cutAfter(parts.after, length),
  }));
  const further = widest((length) => ({ ...even, after: longer(even.after, cutAfter(parts.after, length)) }));
  return widest((length) => ({ ...further, before: longer(further.before, cutBefore(parts.before, length)) }));
}

function longer(one: string, other: string): string {
  return other.length > one.length ? other : one;
}

function cutBefore(text: string, length: number): string {
  if (text.length <= length) return text;
  const rest = atWordStart(tailOf(text, length)).trimStart();
  return rest === "" ? "… " : `… ${rest}`;
}

function cutAfter(text: string, length: number): string {
  if (text.length <= length) return text;
  const rest = atWordEnd(headOf(text, length)).trimEnd();
  return rest === "" ? " …" : `${rest} …`;
}

/** Every line is quoted by itself, and bold is opened and closed on each: so neither can be broken out of. */
function markdown({ before, sentence, after }: Parts): string {
  const bold = sentence.split("\n").map(boldLine).join("\n");
  if (before + sentence + after === "") return "";
  return (escapeMarkdown(before) + bold + escapeMarkdown(after))
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

function boldLine(line: string): string {
  const core = line.trim();
  if (core === "") return line;
  return line.replace(core, () => `**${escapeMarkdown(core)}**`);
}
