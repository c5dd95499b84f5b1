import { writeFileSync } from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { Documents } from "../../../src/documents/documents.js";
import { createPilcrow } from "../../../src/library/pilcrow.js";
import { MemoryStore } from "../../../src/store/memory.js";
import { chat } from "../../../src/terminal/chat/chat.js";
import { Session } from "../../../src/terminal/chat/session.js";
import { styleFor } from "../../../src/terminal/render/layout.js";
import { temporaryFolder } from "../../library/temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "../../library/word-embedder.js";

export const FOXES = "# Foxes\n\nFoxes eat plums in autumn.\n\nThey sleep under the old bridges of Ohio.\n";

// All chats share the processes that read, which end when idle.
const documentsOf = {
  public: new Documents({ allowPrivateUrls: false }),
  all: new Documents({ allowPrivateUrls: true }),
};

/** Tells when nothing is embedded any more. */
class WatchedEmbedder extends WordEmbedder {
  readonly #underWay = new Set<Promise<unknown>>();

  override embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
    const embedding = super.embed(text, kind);
    this.#underWay.add(embedding);
    return embedding.finally(() => this.#underWay.delete(embedding));
  }

  /** Settles when all that was begun is embedded, and whoever waited for it has gone on. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) {
      await Promise.allSettled(this.#underWay);
      await setImmediate();
    }
  }
}

/** An empty library, and a folder to write documents into. */
export function parts({ delay = 0, allowPrivateUrls = false } = {}) {
  const folder = temporaryFolder();
  const embedder = new WatchedEmbedder("words@1", delay);
  const pilcrow = createPilcrow({ embedder, store: new MemoryStore(), calibration: WORD_CALIBRATION });
  const documents = allowPrivateUrls ? documentsOf.all : documentsOf.public;
  const write = (name: string, text: string | Uint8Array = FOXES) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  return { folder, pilcrow, documents, embedder, write };
}

/** A conversation about an empty library. */
export function session(options: Parameters<typeof parts>[0] = {}) {
  const { pilcrow, documents, ...rest } = parts(options);
  const progress: string[] = [];
  const onProgress = (title: string, done: number, total: number) => progress.push(`${title} ${done}/${total}`);
  const layout = { style: styleFor({}, true), width: undefined };
  const one = new Session({ pilcrow, documents, layout, onProgress });
  const say = async (line: string) => (await one.reply(line)).text;
  const titles = async () => (await pilcrow.library.list("house")).map(({ title }) => title);
  return { ...rest, pilcrow, documents, progress, say, titles, session: one };
}

/** A terminal, or a pipe, with these lines typed one after the other's reply. */
export async function typed(lines: readonly string[], isTTY: boolean, given: ReturnType<typeof parts>) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  let shown = "";
  output.on("data", (data) => {
    shown += data;
  });
  const done = chat(given, { input, output, notices: output, noColor: true });
  for (const line of lines) input.write(`${line}\n`);
  input.end();
  return { isAllDone: await done, text: shown };
}
