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

const PROMPT = "¶ ";

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
  const lines = createInterface({ input, output, terminal: interactive, prompt: PROMPT, historySize: 500 });
  const prompt = () => {
    if (!interactive) return;
    // A pasted text's own lines stand for themselves.
    lines.setPrompt(session.isTakingText ? "" : PROMPT);
    lines.prompt();
  };
  lines.on("SIGINT", () => {
    // As in a shell: Ctrl-C stops what is under way, or clears what was typed; on an empty line it leaves.
    const cancelled = session.cancel();
    if (cancelled === undefined && lines.line === "") return lines.close();
    // What was being added tells so in its own reply.
    if (cancelled === "") return;
    lines.write(null, { ctrl: true, name: "u" });
    if (cancelled) {
      output.write(`\n${cancelled}\n\n`);
      prompt();
    }
  });
  // Whoever reads the answers may stop (`| head -1`): then there is nobody to answer.
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    lines.close();
  });
  prompt();
  for await (const line of lines) {
    const { text, quit } = await session.reply(line);
    if (quit) break;
    if (text !== "") output.write(`${text}\n\n`);
    prompt();
  }
  const unfinished = session.end();
  if (unfinished !== undefined) output.write(`${unfinished}\n\n`);
  lines.close();
}
