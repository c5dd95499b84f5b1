import type { Block, ParsedDocument } from "../../blocks.js";
import { endsClosed, spaceBetween } from "../../lines.js";
import { type Cue, cuesOf, withoutRollingLines, withoutTags } from "./cues.js";
import { asks, SPEAKER } from "./turns.js";

/** A paragraph of this length ends with its next sentence; one without sentence ends at the second. */
const LONG = 500;
const LONGEST = 1200;
/** A pause of so many seconds ends a paragraph behind a sentence; the second one ends it anywhere. */
const PAUSE = 3;
const LONG_PAUSE = 10;

const VOICE = /<v(?:\.[^\s<>]{0,50})?\s+([^<>]{1,100})>/gi;
/** What begins a speaker's words without a name: a dash, or ">>" in captions of broadcasts. */
const CHANGE = /^(?:[-–—]\s?(?=[^\s-])|(?:>>|&gt;&gt;)\s*)/;

/** What one speaker says in one cue. */
interface Turn {
  readonly speaker?: string;
  /** Whether it is marked that somebody else speaks. */
  readonly changes: boolean;
  readonly text: string;
}

/** Subtitles (SubRip, WebVTT, SubViewer, copied transcripts) → paragraphs of what is said, each with the time at which it begins. */
export function parseSubtitles(text: string): ParsedDocument {
  const { cues, comments } = cuesOf(text);
  const title = /^WEBVTT[ \t]+-[ \t]*(\S.{0,300})/.exec(text)?.[1];
  const turns = withoutRollingLines(cues).flatMap((cue) => turnsOf(cue).map((turn) => ({ cue, turn })));
  const named = turns.filter(({ turn }) => SPEAKER.test(turn.text)).length;
  const paragraphs = new Paragraphs();
  for (const { cue, turn } of turns) paragraphs.add(cue, named >= turns.length / 2 ? withSpeaker(turn) : turn);
  const omissions = [{ kind: "comment", count: comments }] as const;
  return { ...(title !== undefined && { title }), blocks: paragraphs.blocks, omissions };
}

function turnsOf(cue: Cue): Turn[] {
  const turns: { speaker?: string; changes: boolean; text: string }[] = [];
  for (const line of cue.lines) {
    const [before = "", ...voices] = line.split(VOICE);
    const pieces: { speaker?: string; text: string }[] = [{ text: before }];
    for (let at = 0; at < voices.length; at += 2)
      pieces.push({ speaker: voices[at] ?? "", text: voices[at + 1] ?? "" });
    for (const { speaker, text: tagged } of pieces) {
      const text = withoutTags(tagged).trim();
      const last = turns.at(-1);
      const changes = CHANGE.test(text) || SPEAKER.test(text);
      if (text === "") continue;
      if (speaker !== undefined) turns.push({ speaker: speaker.trim(), changes: true, text });
      else if (last === undefined || changes) turns.push({ changes, text });
      else last.text += spaceBetween(last.text, text) + text;
    }
  }
  return turns;
}

/** Where most cues name who speaks ("Ada Pilot: …"), the name is not said again while the same person goes on. */
function withSpeaker(turn: Turn): Turn {
  const name = SPEAKER.exec(turn.text)?.[1];
  if (turn.speaker !== undefined || name === undefined) return turn;
  return { speaker: name, changes: true, text: turn.text.replace(SPEAKER, "") };
}

/** Gathers what is said into paragraphs. */
class Paragraphs {
  readonly #drafts: { time: string; text: string }[] = [];
  #speaker: string | undefined;
  #end = 0;

  get blocks(): Block[] {
    return this.#drafts.map((draft) => ({ kind: "paragraph", ...draft }));
  }

  add({ start, end, time }: Cue, turn: Turn): void {
    const goesOn = !turn.changes || (turn.speaker !== undefined && turn.speaker === this.#speaker);
    const spoken = turn.speaker === undefined ? turn.text : `${turn.speaker}: ${turn.text}`;
    const last = this.#drafts.at(-1);
    // Of an answer the question must be known: they are one paragraph.
    if (last === undefined || this.#isOver(last.text, goesOn, turn, start - this.#end)) {
      this.#drafts.push({ time, text: spoken });
    } else if (goesOn) last.text += spaceBetween(last.text, turn.text) + turn.text;
    else last.text += `\n${spoken}`;
    if (turn.changes) this.#speaker = turn.speaker;
    this.#end = end;
  }

  #isOver(text: string, goesOn: boolean, turn: Turn, pause: number): boolean {
    if (text.length > LONGEST || pause >= LONG_PAUSE) return true;
    if (!goesOn) {
      const isNamed = turn.speaker !== undefined || SPEAKER.test(turn.text);
      return isNamed ? !asks(text) : text.length > LONG;
    }
    return endsClosed(text) && (text.length > LONG || pause >= PAUSE);
  }
}
