import { withRaised } from "../../raised.js";
import { undoubled } from "./pdf-doubles.js";
import { isMostlyRtl, type PlacedRun } from "./pdf-placed.js";

/** Gaps in font sizes: below this, letters of one word (a space is .25 wide, kerning moves by less than .1). */
const WORD_GAP = 0.14;
/** A space that is written may be as narrow as this. */
const WRITTEN_GAP = 0.09;
/** Chinese and Japanese letters have no space between them but a wide one. */
const CJK_GAP = 0.45;
const CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef";
const CJK_START = new RegExp(`^[${CJK}]`, "u");
const CJK_END = new RegExp(`[${CJK}]$`, "u");
const CJK_NEXT = new RegExp(`(?<=[${CJK}]) ?(?=[${CJK}])`, "gu");
const CJK_SPACE = new RegExp(`(?<=[${CJK}]) (?=[${CJK}])`, "gu");
const BEHIND_CJK_MARK =
  /(?<=[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f]) | (?=[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f])/g;
/** A smaller run is raised from this share of the line's size, one of the same size from the second. */
const RAISED = 0.12;
const RAISED_SAME_SIZE = 0.22;

/**
 * The text of the runs of one line, which are sorted by their places: in the order of reading where left-to-right and
 * right-to-left text are mixed, with the spaces that are written or drawn, without letters drawn twice, raised numbers told apart.
 */
export function lineText(runs: readonly PlacedRun[], isMirrored: boolean): string {
  const main = mainRun(runs);
  const pieces: { text: string; isRaised: boolean }[] = [];
  let before: PlacedRun | undefined;
  for (const run of inReadingOrder(withoutDoubledLetters(runs), isMirrored)) {
    const isRaised = main !== undefined && isRaisedOver(main, run);
    const space = before !== undefined && isSpaceBetween(before, run) ? " " : "";
    const last = pieces.at(-1);
    if (last?.isRaised === isRaised) last.text += space + run.text;
    else pieces.push({ text: space + run.text, isRaised });
    before = run;
  }
  return withoutCjkSpaces(withRaised(pieces).trim());
}

/** The run that decides on the size and the baseline of a line: the one with the most letters. */
function mainRun(runs: readonly PlacedRun[]): PlacedRun | undefined {
  let best = runs[0];
  for (const run of runs) if (best === undefined || run.text.length > best.text.length) best = run;
  return best;
}

function isRaisedOver(main: PlacedRun, run: PlacedRun): boolean {
  const raised = (main.y - run.y) / main.size;
  return raised > (run.size < main.size * 0.85 ? RAISED : RAISED_SAME_SIZE);
}

/** Neighbours that overlap and have every letter twice become one run. */
function withoutDoubledLetters(runs: readonly PlacedRun[]): PlacedRun[] {
  const groups: PlacedRun[][] = [];
  for (const run of runs) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && run.left < last.right - run.size * 0.15) groups.at(-1)?.push(run);
    else groups.push([run]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const text = undoubled(group);
    return first === undefined || text === undefined
      ? group
      : { ...first, text, right: Math.max(...group.map((run) => run.right)) };
  });
}

/** The runs as they are read: a line goes one way, and what goes the other way in it is turned round as a whole. */
function inReadingOrder(runs: readonly PlacedRun[], isMirrored: boolean): PlacedRun[] {
  const isRtl = isMirrored || isMostlyRtl(runs);
  const ordered = isRtl === isMirrored ? [...runs] : [...runs].reverse();
  const counter = isRtl ? "ltr" : "rtl";
  for (let from = 0; from < ordered.length; from++) {
    if (ordered[from]?.direction !== counter) continue;
    let to = from;
    for (let at = from; at < ordered.length; at++) {
      const direction = ordered[at]?.direction;
      if (direction === counter) to = at;
      else if (direction !== undefined) break;
    }
    ordered.splice(from, to - from + 1, ...ordered.slice(from, to + 1).reverse());
    from = to;
  }
  return ordered;
}

function isSpaceBetween(before: PlacedRun, run: PlacedRun): boolean {
  if (/\s$/.test(before.text) || /^\s/.test(run.text)) return false;
  const size = Math.max(before.size, run.size);
  const gap = Math.max(run.left - before.right, before.left - run.right) / size;
  if (CJK_END.test(before.text) && CJK_START.test(run.text)) return gap > CJK_GAP;
  return gap > (run.isBehindSpace ? WRITTEN_GAP : WORD_GAP);
}

/** Spaces between Chinese or Japanese letters are their spacing where most have one, or where they stand beside a full-width mark. */
function withoutCjkSpaces(text: string): string {
  if (!text.includes(" ") || !CJK_SPACE.test(text)) return text;
  CJK_SPACE.lastIndex = 0;
  const spaces = text.match(CJK_SPACE)?.length ?? 0;
  const neighbours = text.match(CJK_NEXT)?.length ?? 0;
  return spaces * 2 >= neighbours ? text.replace(CJK_SPACE, "") : text.replace(BEHIND_CJK_MARK, "");
}
