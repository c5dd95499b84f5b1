import { createInterface, type Interface } from "node:readline/promises";
import { styleFor, wrapped } from "../render/layout.js";
import { progressBar } from "../render/progress-bar.js";
import { Session, type SessionParts } from "./session.js";

/** Where the chat reads and writes. */
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
 * A chat about the global articles until /quit, Ctrl-D or Ctrl-C; with piped input, every line is answered in turn, without
 * a prompt. Line editing and history are readline's.
 * @returns whether all that was typed could be done
 */
export function chat(
  parts: Pick<SessionParts, "pilcrow" | "documents">,
  streams: TerminalStreams,
  background: Background = () => () => {},
): Promise<boolean> {
  return new Chat(parts, streams).run(background);
}

class Chat {
  readonly #streams: TerminalStreams;
  readonly #interactive: boolean;
  readonly #width: number | undefined;
  readonly #session: Session;
  readonly #lines: Interface;
  /** A reply is on its way and brings the prompt, or the chat is over. */
  #isBusy = false;

  constructor(parts: Pick<SessionParts, "pilcrow" | "documents">, streams: TerminalStreams) {
    const { input, output, noColor } = streams;
    this.#streams = streams;
    this.#interactive = input.isTTY === true && output.isTTY === true;
    // A terminal of 0 columns does not know its width.
    this.#width = output.isTTY ? Math.min(output.columns || 80, MAX_WIDTH) : undefined;
    const layout = { style: styleFor(output, noColor), width: this.#width };
    this.#session = new Session({ ...parts, layout, onProgress: progressBar(output) });
    this.#lines = createInterface({ input, output, terminal: this.#interactive, prompt: PROMPT, historySize: 500 });
  }

  async run(background: Background): Promise<boolean> {
    const { output } = this.#streams;
    this.#lines.once("close", () => {
      this.#isBusy = true;
    });
    this.#lines.on("SIGINT", () => this.#interrupt());
    // The program that reads the answers may end first, as `head -1` does: then the chat ends too.
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      this.#lines.close();
    });
    const stop = background((text) => this.#tell(text));
    let isAllDone = true;
    try {
      isAllDone = await this.#answerLines();
    } finally {
      stop();
      this.#lines.close();
    }
    const unfinished = this.#session.end();
    if (unfinished !== undefined) output.write(`${wrapped(unfinished, this.#width)}\n\n`);
    return isAllDone && unfinished === undefined;
  }

  /** Whether all of them could be done. */
  async #answerLines(): Promise<boolean> {
    let isAllDone = true;
    this.#prompt();
    for await (const line of this.#lines) {
      this.#isBusy = true;
      const { text, quit, failed } = await this.#session.reply(line);
      this.#isBusy = false;
      if (failed) isAllDone = false;
      if (quit) break;
      if (text !== "") this.#streams.output.write(`${text}\n\n`);
      this.#prompt();
    }
    return isAllDone;
  }

  #prompt(): void {
    if (!this.#interactive) return;
    // The lines of a pasted text have no prompt: they are not answered one by one.
    this.#lines.setPrompt(this.#session.isTakingText ? "" : PROMPT);
    // What was typed ahead stays, and the cursor behind it.
    this.#lines.prompt(true);
  }

  /** As in a shell: Ctrl-C stops what is under way, or clears what was typed; on an empty line it leaves. */
  #interrupt(): void {
    const cancelled = this.#session.cancel();
    if (cancelled === undefined && this.#lines.line === "") {
      this.#lines.close();
      return;
    }
    // What was being added tells so in its own reply.
    if (cancelled === "") return;
    // The whole line, wherever the cursor is.
    this.#lines.write(null, { ctrl: true, name: "e" });
    this.#lines.write(null, { ctrl: true, name: "u" });
    if (cancelled) {
      this.#streams.output.write(`\n${cancelled}\n\n`);
      this.#prompt();
    }
  }

  /** Says what nobody asked about, above what is being typed. */
  #tell(text: string): void {
    this.#streams.notices.write(`${this.#interactive ? "\r\x1b[K" : ""}${wrapped(text, this.#width)}\n`);
    // What is being typed stands on the line that was overwritten.
    if (this.#interactive && !this.#isBusy) this.#lines.prompt(true);
  }
}
