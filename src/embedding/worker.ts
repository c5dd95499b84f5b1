/**
 * The thread that computes. ONNX Runtime blocks the thread that calls it, so the model lives here and never on the
 * thread that holds the Discord socket. One text at a time on one ONNX thread: measured faster than any batch,
 * because larger activations leave the processor's cache.
 */
import path from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { AutoModel, AutoTokenizer, env, Tensor } from "@xenova/transformers";
import type { PassageToRead, Reading } from "../retrieval/reader.js";
import { encodeTokens, HEADING, intoSpace, type TokenSpace } from "../retrieval/token-codes.js";
import type { PassageEmbedding, PassageText, QuestionEmbedding } from "./embedder.js";
import type { ModelManifest } from "./manifest.js";
import { type ReaderLimits, ReaderSession } from "./reader-session.js";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly modelsFolder: string;
  readonly manifest: ModelManifest;
  readonly tokenSpace: TokenSpace;
  /** Where the model has one. */
  readonly reader: { readonly file: string; readonly limits: ReaderLimits } | undefined;
}

/** What a worker is asked. */
export type WorkerTask =
  | { readonly type: "embed"; readonly text: string; readonly kind: "question" | "passage" }
  | { readonly type: "embed-question"; readonly text: string }
  | { readonly type: "embed-passage"; readonly passage: PassageText }
  | { readonly type: "read"; readonly question: Float32Array; readonly passages: readonly PassageToRead[] }
  | { readonly type: "count"; readonly texts: readonly string[] };

/** A task, or the request to end the thread. It ends by itself: killed within ONNX Runtime, it takes the process along. */
export type WorkerMessage = WorkerTask | { readonly type: "close" };

/** What a worker says. */
export type WorkerReply =
  | { readonly type: "ready" }
  | { readonly type: "unfit"; readonly problem: string }
  | { readonly type: "vector"; readonly vector: Float32Array }
  | { readonly type: "question"; readonly question: QuestionEmbedding }
  | { readonly type: "passage"; readonly passage: PassageEmbedding }
  | { readonly type: "reading"; readonly reading: Reading }
  | { readonly type: "counts"; readonly counts: number[] }
  | { readonly type: "too-long"; readonly tokens: number }
  | { readonly type: "failed"; readonly problem: string };

interface ModelOutput {
  readonly last_hidden_state: { readonly dims: readonly number[]; readonly data: Float32Array };
}

/** A part of an input; its tokens are kept where it says what they are of. */
interface Piece {
  readonly text: string;
  /** What `TokenCodes.sentenceOf` has. */
  readonly sentence?: number;
}

/** A token of an input that is kept: what it is of, and its vector. */
interface Token {
  readonly sentence: number;
  readonly vector: Float32Array;
}

/** Between title and headings. A token of its own, so that what is beside it is tokenized as by itself. */
const SEPARATOR = " › ";

async function load({ modelsFolder, manifest }: WorkerSetup) {
  env.allowRemoteModels = false;
  env.localModelPath = modelsFolder;
  const tokenizer = await AutoTokenizer.from_pretrained(manifest.id);
  const model = await AutoModel.from_pretrained(manifest.id, {
    // The file as the manifest names it: transformers.js would add a suffix for other types.
    subfolder: path.dirname(manifest.weights),
    model_file_name: path.basename(manifest.weights, ".onnx"),
    dtype: "fp32",
    device: "cpu",
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return { tokenizer, model };
}

/** Answers the messages of a port, one after another, until it is told to close. */
async function serve(setup: WorkerSetup, port: MessagePort): Promise<void> {
  const { manifest, tokenSpace } = setup;
  const { prefixes, maxTokens } = manifest;
  const { tokenizer, model } = await load(setup);
  const { reader } = setup;
  const session = reader && (await ReaderSession.open(reader.file, reader.limits, tokenSpace));
  const reply = (message: WorkerReply) => port.postMessage(message);
  const isWord = wordTest(tokenizer.get_vocab());
  // What the tokenizer puts around every input.
  const frame: number[] = tokenizer.encode("");
  const idsOf = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false });
  const takesTypes = "token_type_ids" in tokenizer("¶");

  async function embed(text: string, kind: "question" | "passage"): Promise<WorkerReply> {
    const input = tokenizer(prefixes[kind] + text, { truncation: false });
    const tokens = Number(input.input_ids.dims[1]);
    if (tokens > maxTokens) return { type: "too-long", tokens };
    const output = (await model(input)) as ModelOutput;
    return { type: "vector", vector: meanPooled(output.last_hidden_state) };
  }

  /**
   * One pass over pieces that white space parts. Each is tokenized by itself, which tells whose a token is: a tokenizer that
   * parts words at white space first, as WordPiece does, gives what it gives for the whole text.
   */
  async function embedPieces(
    pieces: readonly Piece[],
    use: (vector: Float32Array, tokens: readonly Token[]) => WorkerReply,
  ): Promise<WorkerReply> {
    const ids = [...frame.slice(0, 1)];
    const kept: { sentence: number; at: number }[] = [];
    for (const { text, sentence } of pieces) {
      const own = idsOf(text);
      if (sentence !== undefined) kept.push(...own.map((_, at) => ({ sentence, at: ids.length + at })));
      ids.push(...own);
    }
    ids.push(...frame.slice(1));
    if (ids.length > maxTokens) return { type: "too-long", tokens: ids.length };
    const input = {
      input_ids: rowOf(ids),
      attention_mask: rowOf(ids.map(() => 1)),
      ...(takesTypes && { token_type_ids: rowOf(ids.map(() => 0)) }),
    };
    const { last_hidden_state: state } = (await model(input)) as ModelOutput;
    const width = manifest.dimensions;
    const words = kept.filter(({ at }) => isWord(ids[at] ?? 0));
    const tokens = (words.length > 0 ? words : kept).map(({ sentence, at }) => ({
      sentence,
      vector: intoSpace(state.data.slice(at * width, (at + 1) * width), tokenSpace),
    }));
    return use(meanPooled(state), tokens);
  }

  function embedQuestion(text: string): Promise<WorkerReply> {
    return embedPieces([{ text: prefixes.question }, { text, sentence: 0 }], (vector, kept) => {
      const tokens = new Float32Array(kept.length * manifest.dimensions);
      for (const [at, token] of kept.entries()) tokens.set(token.vector, at * manifest.dimensions);
      return { type: "question", question: { vector, tokens } };
    });
  }

  function embedPassage({ title, headings, sentences }: PassageText): Promise<WorkerReply> {
    const pieces: Piece[] = [
      { text: prefixes.passage },
      { text: title },
      ...headings.flatMap((text) => [{ text: SEPARATOR }, { text, sentence: HEADING }]),
      ...sentences.map((text, sentence) => ({ text, sentence })),
    ];
    return embedPieces(pieces, (vector, kept) => {
      const vectors = kept.map((token) => token.vector);
      const codes = encodeTokens(vectors, tokenSpace);
      const sentenceOf = Int16Array.from(kept, ({ sentence }) => sentence);
      return { type: "passage", passage: { vector, tokens: { codes, sentenceOf } } };
    });
  }

  async function read(question: Float32Array, passages: readonly PassageToRead[]): Promise<WorkerReply> {
    if (session === undefined) throw new Error("This model has no reader.");
    return { type: "reading", reading: await session.read(question, passages) };
  }

  function perform(task: WorkerTask): Promise<WorkerReply> {
    if (task.type === "read") return read(task.question, task.passages);
    if (task.type === "embed") return embed(task.text, task.kind);
    if (task.type === "embed-question") return embedQuestion(task.text);
    if (task.type === "embed-passage") return embedPassage(task.passage);
    return Promise.resolve({ type: "counts", counts: task.texts.map(countTokens) });
  }

  function countTokens(text: string): number {
    return tokenizer.encode(text).length - manifest.specialTokens;
  }

  const probe = await embed("¶", "question");
  const dimensions = probe.type === "vector" ? probe.vector.length : 0;
  if (dimensions !== manifest.dimensions) {
    throw new Error(`expected vectors of ${manifest.dimensions} numbers, got ${dimensions}`);
  }
  let latest: Promise<void> = Promise.resolve();
  port.on("message", (message: WorkerMessage) => {
    if (message.type === "close") {
      const close = () => port.close();
      latest
        .then(() => session?.close())
        .then(() => model.dispose())
        .then(close, close);
      return;
    }
    latest = perform(message).then(reply, (error: unknown) => reply({ type: "failed", problem: String(error) }));
  });
  reply({ type: "ready" });
}

/** Tells tokens with a letter or digit from others, such as punctuation. */
function wordTest(vocabulary: ReadonlyMap<string, number>): (id: number) => boolean {
  const others = new Set<number>();
  for (const [token, id] of vocabulary) if (!/[\p{L}\p{N}]/u.test(token)) others.add(id);
  return (id) => !others.has(id);
}

/** A batch of one row of whole numbers. */
function rowOf(numbers: readonly number[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
}

/** The mean over all tokens, scaled to length 1. One text, no padding: every token counts. */
function meanPooled({ dims, data }: ModelOutput["last_hidden_state"]): Float32Array {
  const [, tokens = 0, width = 0] = dims;
  const vector = new Float32Array(width);
  for (let token = 0; token < tokens; token++) {
    const row = token * width;
    for (let column = 0; column < width; column++) {
      vector[column] = (vector[column] ?? 0) + (data[row + column] ?? 0);
    }
  }
  // The division by the token count vanishes in the normalization.
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

if (parentPort) {
  const port = parentPort;
  serve(workerData as WorkerSetup, port).catch((error: unknown) => {
    port.postMessage({
      type: "unfit",
      problem: error instanceof Error ? error.message : String(error),
    } satisfies WorkerReply);
    port.close();
  });
}
