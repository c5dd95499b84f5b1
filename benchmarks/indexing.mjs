import { availableParallelism } from "node:os";
import { inProcess, median } from "./measure.mjs";
import { rounded, target } from "./table.mjs";
import { origin, paragraphs } from "./texts.mjs";

const PILCROW = "Pilcrow (one text at a time, worker threads)";
const BARE = "onnxruntime-node, 1 thread, one text at a time";
const BATCHES = "transformers.js pipeline(), batches of 32";

/** The sides, by the name that indexing-side.mjs knows them under. */
const SIDES = {
  pilcrow: PILCROW,
  bare: BARE,
  batches: BATCHES,
  single: "transformers.js pipeline(), one text at a time",
  langchain: "LangChain.js HuggingFaceTransformersEmbeddings + MemoryVectorStore",
  vectra: "vectra LocalIndex over pipeline(), one text at a time",
};

/** Paragraphs a second of every side, each in a process of its own, in rounds so that all meet the same machine. */
export async function run({ quick, model, paragraphs: count = quick ? 64 : 192 }) {
  const rounds = quick ? 1 : 5;
  const texts = paragraphs(count).map(({ text }) => text);
  const measured = Object.fromEntries(Object.keys(SIDES).map((side) => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of Object.keys(SIDES)) {
      process.stderr.write(`  ${side} (${round + 1} of ${rounds})\n`);
      measured[side].push(await inProcess("./indexing-side.mjs", { side, model, texts }));
    }
  }
  const speed = (side) => count / median(measured[side].map(({ seconds }) => seconds));
  const workers = Math.min(availableParallelism(), 4);
  const peers = ["batches", "single", "langchain", "vectra"];
  return {
    title: `Indexing: ${count} ${origin()}, ${model}, median of ${rounds}`,
    rows: Object.entries(SIDES).map(([side, name]) => ({
      side: name,
      "paragraphs/s": rounded(speed(side)),
      "against Pilcrow": `${rounded(speed(side) / speed("pilcrow"))} ×`,
      "CPU ms each": rounded(median(measured[side].map(({ cpuSeconds }) => (1000 * cpuSeconds) / count))),
      "resident MB": median(measured[side].map(({ megabytes }) => megabytes)),
    })),
    targets: [
      target("against batches of 32", speed("pilcrow") / speed("batches"), { atLeast: 3, unit: " ×" }),
      target("against the best peer", speed("pilcrow") / Math.max(...peers.map(speed)), { atLeast: 1.25, unit: " ×" }),
      target(`against ${workers} workers × the bare runtime`, speed("pilcrow") / (workers * speed("bare")), {
        atLeast: 0.85,
        unit: " ×",
      }),
    ],
  };
}
