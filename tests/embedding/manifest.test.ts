import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../../src/embedding/embedding-error.js";
import { verifyModel, weightsOf } from "../../src/embedding/manifest.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { defaultTokenSpace } from "../../src/retrieval/token-codes.js";
import { ROOT } from "../real-model.js";

const ID = "Xenova/e5-small-v2";
const shipped = path.join(ROOT, "models", ID);
let models: string;
let folder: string;

beforeEach(() => {
  models = mkdtempSync(path.join(tmpdir(), "pilcrow-models-"));
  folder = path.join(models, ID);
  mkdirSync(path.join(folder, "onnx"), { recursive: true });
  for (const file of [
    "manifest.json",
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "tokens.json",
    "examples.json",
  ]) {
    cpSync(path.join(shipped, file), path.join(folder, file));
  }
  symlinkSync(path.join(shipped, "onnx/model_quantized.onnx"), path.join(folder, "onnx/model_quantized.onnx"));
});

function editManifest(edit: (manifest: Record<string, unknown>) => void): void {
  const file = path.join(folder, "manifest.json");
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(file, "utf8"));
  edit(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

describe("verifyModel", () => {
  it("accepts the shipped model and names it by id, weights and what is kept of its tokens", async () => {
    const { name, tokenSpace } = await verifyModel(models, ID);
    expect(name).toMatch(/^Xenova\/e5-small-v2@7d9092cb25f2\+tokens1\.[0-9a-f]{6}$/);
    expect(weightsOf(name)).toBe("Xenova/e5-small-v2@7d9092cb25f2");
    expect(tokenSpace.offset).toHaveLength(384);
    expect(Math.hypot(...tokenSpace.offset)).toBeGreaterThan(0.1);
  });

  it("takes the default token space, under another name, for a model without tokens.json", async () => {
    rmSync(path.join(folder, "tokens.json"));
    editManifest(({ files }) => {
      delete (files as Record<string, unknown>)["tokens.json"];
    });
    const { name, tokenSpace } = await verifyModel(models, ID);
    expect(name).toBe("Xenova/e5-small-v2@7d9092cb25f2+tokens1");
    expect(tokenSpace).toEqual(defaultTokenSpace(384));
  });

  it("says what is wrong in tokens.json", async () => {
    const text = JSON.stringify({ offset: [1], center: [1], scale: [0] });
    writeFileSync(path.join(folder, "tokens.json"), text);
    editManifest(({ files }) => {
      const sha256 = createHash("sha256").update(text).digest("hex");
      Object.assign(files as Record<string, unknown>, { "tokens.json": { bytes: text.length, sha256 } });
    });
    await expect(verifyModel(models, ID)).rejects.toThrow(/tokens\.json is not fit:[\s\S]*scale/);
  });

  it("names a missing file", async () => {
    rmSync(path.join(folder, "onnx/model_quantized.onnx"));
    await expect(verifyModel(models, ID)).rejects.toThrow(/model_quantized\.onnx is missing/);
  });

  it("names a damaged file with both hashes", async () => {
    writeFileSync(path.join(folder, "tokenizer.json"), "{}");
    await expect(verifyModel(models, ID)).rejects.toThrow(
      /tokenizer\.json is damaged: expected SHA-256 d241a60d.*, got 44136fa3/,
    );
  });

  it("says which model folder has no manifest", async () => {
    await expect(verifyModel(models, "nobody/nothing")).rejects.toThrow(
      /nobody\/nothing\/manifest\.json cannot be read. Set MODEL/,
    );
  });

  it("says what is wrong in a manifest", async () => {
    editManifest((manifest) => {
      manifest.dimensions = "many";
    });
    await expect(verifyModel(models, ID)).rejects.toThrow(/dimensions/);
    writeFileSync(path.join(folder, "manifest.json"), "{");
    await expect(verifyModel(models, ID)).rejects.toThrow(/is not JSON/);
  });

  it("refuses, at start, a model that does not give the vectors its manifest names", async () => {
    editManifest((manifest) => {
      manifest.dimensions = 768;
      delete (manifest.files as Record<string, unknown>)["tokens.json"];
      delete (manifest.files as Record<string, unknown>)["examples.json"];
    });
    const unfit = await verifyModel(models, ID);
    await expect(WorkerPool.start(unfit, { threads: 1 })).rejects.toThrow(
      new ModelError(unfit.name, "it does not load: expected vectors of 768 numbers, got 384.").message,
    );
  });
});
