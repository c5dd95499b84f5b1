/** What is said between two times of a recording. */
export interface Cue {
  /** When it begins, in seconds, and as the file writes it, without fractions: "00:12:31". */
  readonly start: number;
  readonly time: string;
  /** In seconds; the beginning where the file has no ends. */
  readonly end: number;
  /** Its lines, with their tags. */
  readonly lines: readonly string[];
}

const TIME = String.raw`(?:\d{1,3}:)?\d{1,2}:\d{2}`;
/** "00:00:01,000 --> 00:00:04,500 align:start" (SubRip, WebVTT), "0:00:01.000,0:00:04.500" (SubViewer). */
const TIMES = new RegExp(
  String.raw`^[ \t]*(${TIME})[.,:]\d{1,3}[ \t]*(?:--+>[ \t]*|,)(${TIME})[.,:]\d{1,3}(?:[ \t].{0,200})?$`,
);
/** A line of a copied transcript that has only a time: "0:05", "[00:12:31]". */
const TIME_ALONE = new RegExp(String.raw`^[ \t]*[[(]?(${TIME})[\])]?[ \t]*$`);
const WEBVTT = /^WEBVTT(?:[ \t].{0,500})?$/;
const COMMENT = /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/;
/** A transcript begins with its recording: what begins later is a timetable. */
const LATEST_BEGINNING = 60;

/** Whether a text begins as subtitles do, or as a transcript with a time in every other line. */
export function areSubtitles(text: string): boolean {
  const lines = text
    .slice(0, 4096)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const [first = "", second = ""] = lines;
  if (WEBVTT.test(first.trimEnd()) || TIMES.test(first)) return true;
  return (/^\s*\d+\s*$/.test(first) && TIMES.test(second)) || isTranscript(lines);
}

function isTranscript(lines: readonly string[]): boolean {
  const seconds = lines.flatMap((line) => {
    const time = TIME_ALONE.exec(line)?.[1];
    return time === undefined ? [] : [secondsOf(time)];
  });
  const [first = Number.POSITIVE_INFINITY] = seconds;
  const rises = seconds.every((each, index) => each >= (seconds[index - 1] ?? 0));
  return seconds.length >= 3 && seconds.length >= lines.length / 4 && rises && first < LATEST_BEGINNING;
}

/** The cues of a file, in order, and how many comments were in it. What stands before the first one is none. */
export function cuesOf(text: string): { readonly cues: readonly Cue[]; readonly comments: number } {
  const lines = text.split("\n");
  const isWebVtt = WEBVTT.test((lines[0] ?? "").trimEnd());
  const pattern = lines.some((line) => TIMES.test(line)) ? TIMES : TIME_ALONE;
  const cues: Cue[] = [];
  let comments = 0;
  let open: string[] | undefined;
  for (const [at, line] of lines.entries()) {
    const [, begin, end = begin] = pattern.exec(line) ?? [];
    if (begin !== undefined && end !== undefined) {
      open = [];
      cues.push({ start: secondsOf(begin), time: begin, end: secondsOf(end), lines: open });
    } else if (line.trim() === "") {
      // SubRip files have empty lines in their texts; WebVTT ends a cue with one (of spaces it makes none), and comments may follow.
      if (isWebVtt && line === "") open = undefined;
    } else if (isWebVtt && open === undefined && COMMENT.test(line)) comments += line.startsWith("NOTE") ? 1 : 0;
    else if (!isNameOfCue(lines, at, pattern)) open?.push(line.trim());
  }
  return { cues, comments };
}

/** What stands directly above a cue's times and below an empty line is its number or name, and no text. */
function isNameOfCue(lines: readonly string[], at: number, pattern: RegExp): boolean {
  if (pattern !== TIMES || !TIMES.test(lines[at + 1] ?? "")) return false;
  return (lines[at - 1] ?? "").trim() === "" || /^\s*\d+\s*$/.test(lines[at] ?? "");
}

/**
 * The cues of live captions say the last line of the one before again while the next line comes; each line is kept once.
 * A repetition in other files is somebody's own.
 */
export function withoutRollingLines(cues: readonly Cue[]): Cue[] {
  const fresh = cues.map((cue, index) => {
    const repeated = overlap(cues[index - 1]?.lines ?? [], cue.lines);
    return { ...cue, lines: cue.lines.slice(repeated) };
  });
  const rolling = fresh.filter((cue, index) => cue.lines.length < (cues[index]?.lines.length ?? 0)).length;
  return rolling >= 3 && rolling >= cues.length / 3 ? fresh : [...cues];
}

/** How many lines at the end of one cue are those at the beginning of the next, but for their tags. */
function overlap(before: readonly string[], lines: readonly string[]): number {
  const plain = (line: string | undefined): string => withoutTags(line ?? "").trim();
  for (let count = Math.min(before.length, lines.length, 3); count > 0; count--) {
    const tail = before.slice(-count);
    if (tail.every((line, index) => plain(line) === plain(lines[index]))) return count;
  }
  return 0;
}

function secondsOf(time: string): number {
  return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

const TAG =
  /<\/?(?:c|i|b|u|s|v|ruby|lang|font|span)(?:[.\s][^<>]{0,200})?>|<rt>[^<]{0,100}<\/rt>|<(?:\d+:)?\d\d:\d\d[.,]\d{1,3}>|\{\\[^{}]{0,100}\}/gi;
const CHARACTERS: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  lrm: "",
  rlm: "",
  quot: '"',
  "#39": "'",
};

/** A line as it is shown. */
export function withoutTags(line: string): string {
  return line.replace(TAG, "").replace(/&(#39|[a-z]{2,4});/g, (whole, name: string) => CHARACTERS[name] ?? whole);
}
