import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { setImmediate as nextTask } from "node:timers/promises";

/** How a CommonJS module asks for another one, anywhere in its text. */
const REQUIRES = /\brequire\((["'])([^"'\n]+)\1\)/g;

/**
 * Requires once whatever the loaded CommonJS modules may require later, inside of functions: discord.js does so at the first
 * message. Node remembers where each was found, by the folder that asked, and then needs the packages' files no more: an update
 * replaces them under the running process. Some milliseconds of work at a time.
 */
export async function keepRequired(): Promise<void> {
  const { cache } = createRequire(import.meta.url);
  const done = new Set<string>();
  for (let files = Object.keys(cache); files.length > 0; files = Object.keys(cache).filter((file) => !done.has(file))) {
    for (const file of files) {
      done.add(file);
      if (/\.c?js$/.test(file)) await requireAllOf(file);
    }
  }
}

async function requireAllOf(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  const require = createRequire(file);
  for (const [, , name = ""] of text.matchAll(REQUIRES)) {
    try {
      require(name);
    } catch {
      // What is optional, and not there, or named in a comment. Whoever needs it meets the same error.
    }
  }
  await nextTask();
}
