import { createInterface } from "node:readline/promises";
import type { Documents } from "../library/documents.js";
import type { Librarian } from "../library/librarian.js";
import { ProgressBar } from "./progress-bar.js";
import { Session } from "./session.js";
import { styleFor } from "./style.js";

/** Where the terminal harness reads and writes. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** NO_COLOR is set. */
  readonly noColor: boolean;
}

/** Long lines are hard to read: the text is never wider than this. */
const MAX_WIDTH = 100;

/**
 * A chat about the house's articles until /quit, Ctrl-D or Ctrl-C; with piped input, every line is answered in turn,
 * without a prompt. Line editing and history are readline's.
 */
export async function chat(
  library: Librarian,
  documents: Documents,
  { input, output, noColor }: TerminalStreams,
): Promise<void> {
  const interactive = input.isTTY === true && output.isTTY === true;
  const style = styleFor(output, noColor);
  const width = output.isTTY ? Math.min(output.columns ?? 80, MAX_WIDTH) : undefined;
  const bar = new ProgressBar(output);
  const onProgress = (title: string, done: number, total: number) => bar.show(title, done, total);
  const session = new Session(library, { style, width }, { documents, asksFirst: interactive, onProgress });
  const lines = createInterface({ input, output, terminal: interactive, prompt: "¶ ", historySize: 500 });
  lines.on("SIGINT", () => {
    // As in a shell: Ctrl-C stops what is under way, or clears what was typed; on an empty line it leaves.
    if (session.cancel()) return;
    if (lines.line === "") lines.close();
    else lines.write(null, { ctrl: true, name: "u" });
  });
  // Whoever reads the answers may stop (`| head -1`): then there is nobody to answer.
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    lines.close();
  });
  if (interactive) lines.prompt();
  for await (const line of lines) {
    const { text, quit } = await session.reply(line);
    if (quit) break;
    if (text !== "") output.write(`${text}\n\n`);
    if (interactive) lines.prompt();
  }
  lines.close();
}
