import { endsClosed } from "../../lines.js";
import type { Line } from "./line-layout.js";
import type { Stanza } from "./stanzas.js";

/** "INTERVIEWER: ", "Ada Pilot (by telephone): ", "Q1: ", "Q. ", "記者：" */
export const SPEAKER =
  /^\s*(\p{Lu}[\p{L}\p{M}\p{N}.'’-]{0,30}(?: (?:of|the|von|van|de|\p{Lu}[\p{L}\p{M}\p{N}.'’-]{0,30}|\p{N}{1,3})){0,4}(?: ?\([^()]{1,40}\))?(?=: )|[QA]\p{N}{0,3}(?=\. )|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,10}(?=：))[:：.]\s*/u;
/** A name alone in capitals, above what the person says in a play: "FIRST PILOT." */
const NAME_ABOVE = /^\s*(\p{Lu}[\p{Lu}\p{M}\p{N} .'’-]{1,40})[.:]?$/u;
/** A longer text that ends with a question mark says more than it asks. */
const LONGEST_QUESTION = 400;

/** Whether a text is a question that the next speaker answers. */
export function asks(text: string): boolean {
  return text.length <= LONGEST_QUESTION && /[?？؟]["'”’»)\]]*$/u.test(text.slice(-8));
}

/** Who speaks in a document. */
export interface Speakers {
  /** Whether a line begins what one of them says. */
  readonly speaksIn: (line: Line) => boolean;
  /** Whether a line is only the name of one of them, above what is said. */
  readonly isNameAbove: (line: Line) => boolean;
}

/**
 * Names before a colon are speakers' where they come again, or one follows upon the other, and where what they begin ends as
 * sentences do: "Name: Ada", "Berth: 7" are the fields of a list.
 */
export function speakersOf(stanzas: readonly Stanza[]): Speakers {
  const counts = new Map<string, number>();
  const above = new Map<string, number>();
  let [turns, closed] = [0, 0];
  const inRow = new Set<string>();
  let before: string | undefined;
  for (const { lines } of stanzas) {
    const [first] = lines;
    if (first === undefined) continue;
    const name = lines.length > 1 ? NAME_ABOVE.exec(first.text)?.[1] : undefined;
    if (name !== undefined) above.set(name, (above.get(name) ?? 0) + 1);
    const names = lines.map((line) => SPEAKER.exec(line.text)?.[1]);
    for (const [at, speaker] of names.entries()) {
      const follows = before;
      if (at === 0 || speaker !== undefined) before = speaker;
      if (speaker === undefined) continue;
      counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
      if (follows !== undefined && follows !== speaker) inRow.add(follows).add(speaker);
      const next = names.findIndex((each, index) => index > at && each !== undefined);
      turns++;
      if (endsClosed(lines[(next === -1 ? lines.length : next) - 1]?.text ?? "")) closed++;
    }
  }
  const areSpeakers = turns >= 2 && closed >= turns * 0.6;
  // In a play a few have one line only.
  const isPlay = [...above.values()].some((count) => count >= 2) && above.size >= 2;
  const isSpeaker = (name: string): boolean => (counts.get(name) ?? 0) >= 2 || inRow.has(name);
  return {
    speaksIn: ({ text }) => {
      const name = SPEAKER.exec(text)?.[1];
      return areSpeakers && name !== undefined && isSpeaker(name);
    },
    isNameAbove: ({ text }) => isPlay && NAME_ABOVE.test(text),
  };
}

/** Lines divided where somebody begins to speak. */
export function turnsOf(lines: readonly Line[], { speaksIn }: Speakers): readonly Line[][] {
  const turns: Line[][] = [];
  for (const line of lines) {
    const open = turns.at(-1);
    if (open === undefined || speaksIn(line)) turns.push([line]);
    else open.push(line);
  }
  return turns;
}
