import { createInterface } from "node:readline/promises";
import type { Documents } from "../../documents/documents.js";
import type { Pilcrow } from "../../library/pilcrow.js";
import { ProgressBar } from "../render/progress-bar.js";
import { Session } from "./session.js";
import { styleFor } from "../render/layout.js";
import { wrapped } from "../render/wrap.js";

/** Where the terminal harness reads and writes. */
export interface TerminalStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  /** For what nobody asked about: in a pipe it must not be among the answers. */
  readonly notices: NodeJS.WritableStream;
  /** NO_COLOR is set. */
  readonly noColor: boolean;
}

const PROMPT = "¶ ";

/** Long lines are hard to read: the text is never wider than this. */
const MAX_WIDTH = 100;

/** Something that runs beside the chat and has something to say at times; it gives the function that stops it. */
export type Background = (say: (text: string) => void) => () => void;

/**
 * A chat about the house's articles until /quit, Ctrl-D or Ctrl-C; with piped input, every line is answered in turn,
 * without a prompt. Line editing and history are readline's.
 * @returns whether all that was typed could be done
 */
export async function chat(
  pilcrow: Pick<Pilcrow, "library" | "articles">,
  documents: Documents,
  { input, output, notices, noColor }: TerminalStreams,
  background: Background = () => () => {},
): Promise<boolean> {
  const interactive = input.isTTY === true && output.isTTY === true;
  const style = styleFor(output, noColor);
  // A terminal of 0 columns does not know its width.
  const width = output.isTTY ? Math.min(output.columns || 80, MAX_WIDTH) : undefined;
  const bar = new ProgressBar(output);
  const onProgress = (title: string, done: number, total: number) => bar.show(title, done, total);
  const session = new Session(pilcrow, { style, width }, { documents, onProgress });
  const lines = createInterface({ input, output, terminal: interactive, prompt: PROMPT, historySize: 500 });
  const prompt = () => {
    if (!interactive) return;
    // A pasted text's own lines stand for themselves.
    lines.setPrompt(session.isTakingText ? "" : PROMPT);
    // What was typed ahead stays, and the cursor behind it.
    lines.prompt(true);
  };
  // A reply is on its way and brings the prompt, or the chat is over.
  let isBusy = false;
  lines.once("close", () => {
    isBusy = true;
  });
  lines.on("SIGINT", () => {
    // As in a shell: Ctrl-C stops what is under way, or clears what was typed; on an empty line it leaves.
    const cancelled = session.cancel();
    if (cancelled === undefined && lines.line === "") return lines.close();
    // What was being added tells so in its own reply.
    if (cancelled === "") return;
    // The whole line, wherever the cursor is.
    lines.write(null, { ctrl: true, name: "e" });
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
  const stop = background((text) => {
    notices.write(`${interactive ? "\r\x1b[K" : ""}${wrapped(text, width)}\n`);
    // What is being typed stands on the line that was overwritten.
    if (interactive && !isBusy) lines.prompt(true);
  });
  let isAllDone = true;
  try {
    prompt();
    for await (const line of lines) {
      isBusy = true;
      const { text, quit, failed } = await session.reply(line);
      isBusy = false;
      if (failed) isAllDone = false;
      if (quit) break;
      if (text !== "") output.write(`${text}\n\n`);
      prompt();
    }
  } finally {
    stop();
    lines.close();
  }
  const unfinished = session.end();
  if (unfinished !== undefined) output.write(`${wrapped(unfinished, width)}\n\n`);
  return isAllDone && unfinished === undefined;
}
