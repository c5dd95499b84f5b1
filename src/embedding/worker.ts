/**
 * The thread that computes. ONNX Runtime blocks the thread that calls it, so the model lives here and never on the
 * thread that holds the Discord socket. One text at a time on one ONNX thread: measured faster than any batch,
 * because larger activations leave the processor's cache.
 */
import path from "node:path";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { AutoModel, AutoTokenizer, env } from "@xenova/transformers";
import type { ModelManifest } from "./manifest.js";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly modelsFolder: string;
  readonly manifest: ModelManifest;
}

/** What a worker is asked. */
export type WorkerTask =
  | { readonly type: "embed"; readonly text: string; readonly kind: "question" | "passage" }
  | { readonly type: "count"; readonly texts: readonly string[] };

/** A task, or the request to end the thread. It ends by itself: killed within ONNX Runtime, it takes the process along. */
export type WorkerMessage = WorkerTask | { readonly type: "close" };

/** What a worker says. */
export type WorkerReply =
  | { readonly type: "ready" }
  | { readonly type: "unfit"; readonly problem: string }
  | { readonly type: "vector"; readonly vector: Float32Array }
  | { readonly type: "counts"; readonly counts: number[] }
  | { readonly type: "too-long"; readonly tokens: number }
  | { readonly type: "failed"; readonly problem: string };

interface ModelOutput {
  readonly last_hidden_state: { readonly dims: readonly number[]; readonly data: Float32Array };
}

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
  const { manifest } = setup;
  const { tokenizer, model } = await load(setup);
  const reply = (message: WorkerReply) => port.postMessage(message);

  async function embed(text: string, kind: "question" | "passage"): Promise<WorkerReply> {
    const input = tokenizer(manifest.prefixes[kind] + text, { truncation: false });
    const tokens = Number(input.input_ids.dims[1]);
    if (tokens > manifest.maxTokens) return { type: "too-long", tokens };
    const output = (await model(input)) as ModelOutput;
    return { type: "vector", vector: meanPooled(output.last_hidden_state) };
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
      latest.then(() => model.dispose()).then(close, close);
      return;
    }
    const work =
      message.type === "embed"
        ? embed(message.text, message.kind)
        : Promise.resolve<WorkerReply>({ type: "counts", counts: message.texts.map(countTokens) });
    latest = work.then(reply, (error: unknown) => reply({ type: "failed", problem: String(error) }));
  });
  reply({ type: "ready" });
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
