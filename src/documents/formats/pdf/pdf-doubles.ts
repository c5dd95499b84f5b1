import type { PlacedRun } from "./pdf-placed.js";

/** Bold and shadows are drawn by drawing letters again, moved by up to this much of their size. */
const MOVED = 0.16;
/** Baselines are looked up in strips of this height. */
const STRIP = 4;
/** So many runs before one are looked at: only those that begin just before it can be under it. */
const LOOKED_AT = 12;

/** The runs from the left to the right, without those that draw the same letters again at the same place. */
export function withoutDoubles(runs: readonly PlacedRun[]): PlacedRun[] {
  const strips = new Map<number, PlacedRun[]>();
  const kept: PlacedRun[] = [];
  for (const run of [...runs].sort((a, b) => a.left - b.left || b.right - a.right)) {
    // Letters by themselves are told by their line: see below.
    const isLetter = run.text.length === 1;
    const strip = Math.floor(run.y / STRIP);
    const near = [strip - 1, strip, strip + 1].flatMap((at) => strips.get(at)?.slice(-LOOKED_AT) ?? []);
    if (!isLetter && near.some((other) => isOver(other, run))) continue;
    kept.push(run);
    const there = strips.get(strip);
    if (there) there.push(run);
    else strips.set(strip, [run]);
  }
  return kept;
}

/** Whether a run begins at the place of another one, but for what bold letters are moved by. */
export function beginsAt(run: PlacedRun, other: PlacedRun): boolean {
  return Math.abs(run.left - other.left) <= run.size * MOVED;
}

/** Whether a run's letters stand where another one has the same. */
function isOver(other: PlacedRun, run: PlacedRun): boolean {
  const moved = Math.min(run.size * MOVED, (run.right - run.left) / 2);
  if (Math.abs(run.y - other.y) > moved || Math.abs(run.size - other.size) > run.size * 0.1) return false;
  if (run.left < other.left - moved || run.right > other.right + moved) return false;
  if (run.text === other.text) return true;
  // A word of a line: about where it stands in the text of the other.
  const at = other.text.indexOf(run.text);
  const perLetter = (other.right - other.left) / other.text.length;
  return at !== -1 && Math.abs(other.left + at * perLetter - run.left) < run.size * 2;
}

/**
 * The text of runs that overlap one another, with every letter once: a letter that is drawn before and after the next one
 * begins is read as "Cllo", "os", "se", "ed". Nothing if it is not so.
 */
export function undoubled(group: readonly PlacedRun[]): string | undefined {
  // A run of two letters ends behind the last drawing of its first one.
  const text = [...group]
    .sort((a, b) => a.right - b.right)
    .map((run) => run.text)
    .join("");
  const letters = [...text.replace(/\s/g, "")];
  // As many of them begin at the first letter as it is drawn times.
  const times = group.filter((run) => beginsAt(run, group[0] ?? run)).length;
  const isDoubled =
    letters.length % times === 0 && letters.every((letter, at) => letter === letters[at - (at % times)]);
  if (times < 2 || !isDoubled) return undefined;
  let result = "";
  let count = 0;
  let isBehindSpace = false;
  for (const letter of text) {
    if (/\s/.test(letter)) isBehindSpace = true;
    else if (count++ % times === 0) {
      result += isBehindSpace ? ` ${letter}` : letter;
      isBehindSpace = false;
    }
  }
  return result.trim();
}
