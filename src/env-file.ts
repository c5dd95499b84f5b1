import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { decodeText } from "./documents/decode-text.js";
import { editDistance } from "./language/edit-distance.js";

/**
 * The variables that a `.env` file sets, in whatever encoding an editor wrote it: Node's own reader takes a byte order mark
 * for a part of the first name. None where there is no such file. Synchronous, since it is read once, at the start, before
 * there is anything that would have to wait.
 * @throws ArticleError for a file that is no text; the system's error for one that cannot be read
 */
export function readEnvFile(file: string): Readonly<Record<string, string>> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseEnv(decodeText(bytes, file)))) {
    if (value !== undefined) variables[name] = value;
  }
  return variables;
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
