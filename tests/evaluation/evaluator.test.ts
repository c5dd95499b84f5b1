import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { verifyModel } from "../../src/embedding/manifest.js";
import { DatasetError, readDataset } from "../../src/evaluation/dataset.js";
import { Evaluator } from "../../src/evaluation/evaluator.js";
import { WordEmbedder } from "../library/word-embedder.js";
import { ROOT } from "../real-model.js";
import { THREE_ARTICLES, temporaryFolder } from "./command.js";

const ID = "Xenova/e5-small-v2";
const SHIPPED = path.join(ROOT, "models", ID);

/** The shipped model with a manifest that may be written; its vectors come from the miniature of the tests. */
async function ownModel() {
  const modelsFolder = temporaryFolder();
  const folder = path.join(modelsFolder, ID);
  mkdirSync(folder, { recursive: true });
  for (const name of ["onnx", "config.json", "tokenizer.json", "tokenizer_config.json", "LICENSE"])
    symlinkSync(path.join(SHIPPED, name), path.join(folder, name));
  const file = path.join(folder, "manifest.json");
  writeFileSync(file, readFileSync(path.join(SHIPPED, "manifest.json")));
  return { modelsFolder, file, model: await verifyModel(modelsFolder, ID) };
}

const ALL = { limit: Infinity, seed: 1, method: "full", strictness: "balanced" } as const;

it("calibrates: the manifest then names the data and holds a new calibration, and nothing else changed", async () => {
  const { modelsFolder, file, model } = await ownModel();
  const evaluator = new Evaluator(model, new WordEmbedder(), () => {});
  const { calibration, reliability } = await evaluator.calibrate({ ...ALL, folders: [THREE_ARTICLES] });
  const { manifest } = await verifyModel(modelsFolder, ID);
  const { hash } = await readDataset(THREE_ARTICLES);
  expect(manifest.calibration).toEqual({
    data: [{ dataset: "three-articles", sha256: hash, questions: 15 }],
    ...calibration,
    reliability,
  });
  expect({ ...manifest, calibration: undefined }).toEqual({ ...model.manifest, calibration: undefined });
  expect(readFileSync(file, "utf8")).toBe(`${JSON.stringify(manifest, null, 2)}\n`);
});

it("asks nothing at all where one of the folders is wrong", async () => {
  const { file, model } = await ownModel();
  const before = readFileSync(file, "utf8");
  const embedder = new WordEmbedder();
  const evaluator = new Evaluator(model, embedder, () => {});
  const asked = { ...ALL, folders: [THREE_ARTICLES, temporaryFolder()] };
  await expect(evaluator.evaluate(asked)).rejects.toThrow(DatasetError);
  await expect(evaluator.calibrate(asked)).rejects.toThrow(DatasetError);
  expect([embedder.passages, embedder.questions]).toEqual([[], []]);
  expect(readFileSync(file, "utf8")).toBe(before);
});
