import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { decodeText } from "./documents/decode-text.js";
import { editDistance } from "./language/edit-distance.js";

/** What stands in a `.env` file. */
interface EnvFile {
  readonly variables: Readonly<Record<string, string>>;
  /** The numbers of lines that are none of these and no comment. */
  readonly unread: readonly number[];
}

/**
 * The variables that a `.env` file sets, in whatever encoding an editor wrote it: Node's own reader takes a byte order mark
 * for a part of the first name. None where there is no such file. Synchronous, since it is read once, at the start, before
 * there is anything that would have to wait.
 * @throws ArticleError for a file that is no text; the system's error for one that cannot be read
 */
export function readEnvFile(file: string): EnvFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { variables: {}, unread: [] };
    throw error;
  }
  const text = decodeText(bytes, file);
  const unread = unreadLines(text);
  // Node's reader takes such a line and those that follow, up to the next equals sign, for one name.
  const read = text.split("\n").map((line, at) => (unread.includes(at + 1) ? "" : line));
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(read.join("\n")))) {
    if (value !== undefined) variables[name] = value;
  }
  return { variables, unread };
}

/** A value in quotes may go over several lines, which are none of their own. */
const QUOTED_VALUE = /=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`)/g;
const READ_LINE = /^\s*(?:#.*|(?:export\s+)?[\w.-]+\s*=.*)?$/;

/** The numbers of the lines, from 1, that set nothing and are no comment. */
function unreadLines(text: string): number[] {
  const lines = text.replace(QUOTED_VALUE, (value) => `=${"\n".repeat(value.split("\n").length - 1)}`).split("\n");
  return lines.flatMap((line, at) => (READ_LINE.test(line.replace(/^\uFEFF/, "")) ? [] : [at + 1]));
}

/** What to say of a line in a `.env` file that sets nothing; it may hold the token, so that it is not shown. */
export function unreadLine(number: number): string {
  return `.env: line ${number} is not used: it is no setting. Write NAME=value, with an equals sign.`;
}

/** A name with more wrong letters than these is another word. */
const MAX_TYPOS = 3;

/** What to say of a name in a `.env` file that is none of the settings. */
export function unknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  const advice =
    nearest === undefined ? `The settings are ${known.join(", ")}.` : `Did you mean ${nearest}? The line is not used.`;
  return `.env: there is no setting ${name}. ${advice}`;
}

/** The one of the known names that was probably meant; `undefined` where none is near. */
function nearestName(typed: string, known: readonly string[]): string | undefined {
  const [nearest] = known
    // In both directions, since each leaves uncounted how its second word goes on: the greater distance counts it.
    .map((name) => ({ name, typos: Math.max(toBeginning(typed, name), toBeginning(name, typed)) }))
    .toSorted((a, b) => a.typos - b.typos);
  return nearest !== undefined && nearest.typos <= MAX_TYPOS ? nearest.name : undefined;
}

function toBeginning(from: string, to: string): number {
  return editDistance(from, to, { prefix: true });
}
