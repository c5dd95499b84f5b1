import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { openPilcrow, openTemporaryStore } from "../../src/compose.js";
import { type ModelManifest, verifyModel } from "../../src/embedding/manifest.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { DatasetError, readDataset } from "../../src/evaluation/dataset.js";
import { Evaluator } from "../../src/evaluation/evaluator.js";
import { WordEmbedder } from "../library/word-embedder.js";
import { ROOT, shippedModel } from "../real-model.js";
import { THREE_ARTICLES, temporaryFolder } from "./command.js";

const ID = "Xenova/e5-small-v2";
const SHIPPED = path.join(ROOT, "models", ID);

/** The shipped model with a manifest that may be written; its vectors come from the miniature of the tests. */
async function ownModel(edit: (manifest: ModelManifest) => ModelManifest = (manifest) => manifest) {
  const modelsFolder = temporaryFolder();
  const folder = path.join(modelsFolder, ID);
  mkdirSync(folder, { recursive: true });
  for (const name of [
    "onnx",
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "tokens.json",
    "examples.json",
    "LICENSE",
  ])
    symlinkSync(path.join(SHIPPED, name), path.join(folder, name));
  const file = path.join(folder, "manifest.json");
  const { manifest } = await shippedModel();
  writeFileSync(file, JSON.stringify(edit(manifest), null, 2));
  return { modelsFolder, file, model: await verifyModel(modelsFolder, ID) };
}

const ALL = { limit: Infinity, seed: 1, method: "full", strictness: "balanced" } as const;

it("calibrates: the manifest then names the data and holds a new calibration, and nothing else changed", async () => {
  const { modelsFolder, file, model } = await ownModel();
  const evaluator = new Evaluator(model, new WordEmbedder(), openTemporaryStore, () => {});
  const { calibration, reliability, tiers } = await evaluator.calibrate({ ...ALL, folders: [THREE_ARTICLES] });
  const { manifest } = await verifyModel(modelsFolder, ID);
  const { hash } = await readDataset(THREE_ARTICLES);
  expect(manifest.calibration).toEqual({
    data: [{ dataset: "three-articles", sha256: hash, questions: 15 }],
    ...calibration,
    tiers,
    reliability,
  });
  expect({ ...manifest, calibration: undefined }).toEqual({ ...model.manifest, calibration: undefined });
  expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(manifest, null, 2)}\n`);
});

it("calibrates a model without a calibration, which answered all as unsure until then", async () => {
  const { modelsFolder, model } = await ownModel(({ calibration: _, ranking: __, ...manifest }) => manifest);
  const answer = async () => {
    const pilcrow = await openPilcrow({ model: ID }, openTemporaryStore(), { modelsFolder, threads: 1 });
    const article = [...(await readDataset(THREE_ARTICLES)).articles.values()][0];
    if (article === undefined) throw new Error("The set has no article.");
    await pilcrow.articles.add("house", article);
    const said = await pilcrow.library.ask("house", article.paragraphs[0]?.text ?? "");
    await pilcrow.close();
    return said;
  };
  const unsure = await answer();
  expect(unsure).toMatchObject({ kind: "unsure", passages: [{ paragraph: { number: 1 } }, {}, {}] });
  expect(unsure).not.toHaveProperty("confidence");

  const embedder = await WorkerPool.start(model, { threads: 2 });
  const evaluator = new Evaluator(model, embedder, openTemporaryStore, () => {});
  const {
    reports: [report],
  } = await evaluator.evaluate({ ...ALL, folders: [THREE_ARTICLES] });
  expect(report).toMatchObject({ article: { hit3: 1 }, calibrationError: null, removed: { answeredRight: null } });
  await evaluator.calibrate({ ...ALL, folders: [THREE_ARTICLES] });
  await embedder.close();
  const { manifest } = await verifyModel(modelsFolder, ID);
  expect(manifest).toEqual({ ...model.manifest, calibration: expect.objectContaining({ scale: expect.anything() }) });
  // Of fifteen questions no calibration comes that could be sure of more.
  expect(await answer()).toMatchObject({
    confidence: expect.any(Number),
    passages: [{ paragraph: { number: 1 } }, {}, {}],
  });
});

it("asks nothing at all where one of the folders is wrong", async () => {
  const { file, model } = await ownModel();
  const before = readFileSync(file, "utf8");
  const embedder = new WordEmbedder();
  const evaluator = new Evaluator(model, embedder, openTemporaryStore, () => {});
  const asked = { ...ALL, folders: [THREE_ARTICLES, temporaryFolder()] };
  await expect(evaluator.evaluate(asked)).rejects.toThrow(DatasetError);
  await expect(evaluator.calibrate(asked)).rejects.toThrow(DatasetError);
  expect([embedder.passages, embedder.questions]).toEqual([[], []]);
  expect(readFileSync(file, "utf8")).toBe(before);
});
