/** One side of the indexing benchmark: loads its model, embeds some texts to warm up, then all of them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AutoTokenizer, env, pipeline } from "@huggingface/transformers";
import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { HuggingFaceTransformersEmbeddings } from "@langchain/community/embeddings/huggingface_transformers";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { LocalIndex } from "vectra";
import { WorkerPool } from "../dist/embedding/worker-pool.js";
import { answerParent, residentMegabytes } from "./measure.mjs";
import { openModel } from "./models.mjs";

/** Texts before the clock starts, the same for every side: buffers have grown and code is compiled, as in a long import. */
const WARM_UP = 32;
const POOLED = { pooling: "mean", normalize: true };

answerParent(async ({ side, model: id, texts }) => {
  const model = await openModel(id);
  env.allowRemoteModels = false;
  env.localModelPath = model.modelsFolder;
  const { index, close = () => {} } = await SIDES[side](model);
  await index(texts.slice(0, WARM_UP));
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await index(texts);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const megabytes = residentMegabytes();
  await close();
  return { seconds, cpuSeconds: (user + system) / 1e6, megabytes };
});

/** Each gives a function that embeds texts as passages, and where the library has a store, puts them there. */
const SIDES = {
  async pilcrow(model) {
    const pool = await WorkerPool.start(model);
    const index = (texts) => Promise.all(texts.map((text) => pool.embed(text, "passage")));
    // Every thread loads its model before the clock starts, as the other sides have loaded theirs.
    await index(Array.from({ length: WARM_UP }, () => "A text for each thread."));
    return { index, close: () => pool.close() };
  },

  async bare({ modelsFolder, manifest }) {
    const tokenizer = await AutoTokenizer.from_pretrained(manifest.id);
    const session = await InferenceSession.create(path.join(modelsFolder, manifest.id, "onnx/model_quantized.onnx"), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const embed = async (text) => {
      const ids = tokenizer.encode(manifest.prefixes.passage + text);
      const tensor = (value) => new Tensor("int64", BigInt64Array.from(ids, value), [1, ids.length]);
      const feeds = { input_ids: tensor((token) => BigInt(token)), attention_mask: tensor(() => 1n) };
      if (session.inputNames.includes("token_type_ids")) feeds.token_type_ids = tensor(() => 0n);
      const { last_hidden_state: output } = await session.run(feeds);
      return meanPooled(output.data, manifest.dimensions);
    };
    return {
      async index(texts) {
        for (const text of texts) await embed(text);
      },
    };
  },

  async batches({ manifest }) {
    const embed = await pipeline("feature-extraction", manifest.id, { dtype: "q8" });
    return {
      async index(texts) {
        for (let at = 0; at < texts.length; at += 32) {
          const batch = texts.slice(at, at + 32).map((text) => manifest.prefixes.passage + text);
          (await embed(batch, POOLED)).tolist();
        }
      },
    };
  },

  async single({ manifest }) {
    const embed = await pipeline("feature-extraction", manifest.id, { dtype: "q8" });
    return {
      async index(texts) {
        for (const text of texts) (await embed(manifest.prefixes.passage + text, POOLED)).tolist();
      },
    };
  },

  async langchain({ manifest }) {
    // With its default, batches of 512: what people get, gigabytes included.
    const embeddings = new HuggingFaceTransformersEmbeddings({
      model: manifest.id,
      pretrainedOptions: { dtype: "q8" },
    });
    const store = new MemoryVectorStore(embeddings);
    return {
      index: (texts) =>
        store.addDocuments(texts.map((text) => ({ pageContent: manifest.prefixes.passage + text, metadata: {} }))),
    };
  },

  async vectra({ manifest }) {
    const embed = await pipeline("feature-extraction", manifest.id, { dtype: "q8" });
    const folder = await mkdtemp(path.join(tmpdir(), "pilcrow-bench-"));
    const store = new LocalIndex(folder);
    await store.createIndex();
    return {
      async index(texts) {
        await store.beginUpdate();
        for (const text of texts) {
          const [vector] = (await embed(manifest.prefixes.passage + text, POOLED)).tolist();
          await store.insertItem({ vector, metadata: { text } });
        }
        await store.endUpdate();
      },
      close: () => rm(folder, { recursive: true }),
    };
  },
};

function meanPooled(numbers, width) {
  const sum = new Float32Array(width);
  for (let at = 0; at < numbers.length; at++) sum[at % width] += numbers[at];
  const norm = Math.hypot(...sum);
  return sum.map((value) => value / norm);
}
