import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { calibrationSchema } from "../retrieval/confidence.js";
import { purposesSchema } from "../retrieval/purpose.js";
import { rankingSchema } from "../retrieval/rank.js";
import { ModelError } from "./embedding-error.js";

const share = z.number().min(0).max(1);

const manifestSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  licence: z.string(),
  origin: z.string(),
  /** Which of the files holds the weights. */
  weights: z.string().endsWith(".onnx"),
  dimensions: z.int().positive(),
  pooling: z.literal("mean"),
  maxTokens: z.int().min(16),
  /** Tokens that the tokenizer adds to every input, such as `[CLS]` and `[SEP]`. */
  specialTokens: z.int().min(0),
  prefixes: z.strictObject({ question: z.string(), passage: z.string() }),
  /** The languages that the model was trained on, as ISO 639-1 codes, all in Latin letters. Without them no question is said to be in another. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
  ranking: rankingSchema.optional(),
  /** Without it no question is recognized as one about an article as a whole, or as small talk. */
  purposes: purposesSchema.optional(),
  /** Made by `npm run calibrate`; a model without one never says that it is sure. */
  calibration: z
    .strictObject({
      /** What it was fitted on: name, SHA-256 and number of questions of each set. */
      data: z.array(z.strictObject({ dataset: z.string(), sha256: z.string(), questions: z.int() })),
      ...calibrationSchema.shape,
      /** Confidence against truth, from folds by article that the regressions had not seen. */
      reliability: z.array(
        z.strictObject({ from: share, to: share, count: z.int(), meanConfidence: share, answerable: share }),
      ),
    })
    .optional(),
  files: z.record(
    z.string(),
    z.strictObject({ bytes: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

/** What Pilcrow must know of a model: `manifest.json` in the model's folder. */
export type ModelManifest = z.infer<typeof manifestSchema>;

/** A model whose files were found to be what its manifest says. */
export interface VerifiedModel {
  /** The folder that holds `owner/name/`, as transformers.js wants it. */
  readonly modelsFolder: string;
  readonly manifest: ModelManifest;
  /** The model's id and the start of its weights' hash. */
  readonly name: string;
}

/**
 * Reads a model's manifest and compares every file with it, by size and SHA-256.
 * @throws ModelError that names the file and what to do.
 */
export async function verifyModel(modelsFolder: string, id: string): Promise<VerifiedModel> {
  const folder = path.join(modelsFolder, id);
  const manifest = await readManifest(folder, id);
  for (const [file, expected] of Object.entries(manifest.files)) {
    const found = await sha256(path.join(folder, file), id);
    if (found !== expected.sha256) {
      throw new ModelError(
        id,
        `${path.join(folder, file)} is damaged: expected SHA-256 ${expected.sha256}, got ${found}. Copy the file again.`,
      );
    }
  }
  const weights = manifest.files[manifest.weights];
  if (weights === undefined) throw new ModelError(id, `the manifest in ${folder} does not list ${manifest.weights}.`);
  return { modelsFolder, manifest, name: `${id}@${weights.sha256.slice(0, 12)}` };
}

async function readManifest(folder: string, id: string): Promise<ModelManifest> {
  const file = path.join(folder, "manifest.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new ModelError(id, `${file} cannot be read. Set MODEL to a folder of models/ that has a manifest.json.`, {
      cause,
    });
  }
  const manifest = manifestSchema.safeParse(parseJson(text, file, id));
  if (!manifest.success) throw new ModelError(id, `${file} is not fit:\n${z.prettifyError(manifest.error)}`);
  if (manifest.data.id !== id) throw new ModelError(id, `${file} is the manifest of ${manifest.data.id}.`);
  return manifest.data;
}

function parseJson(text: string, file: string, id: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError(id, `${file} is not JSON.`, { cause });
  }
}

/** Puts a new calibration into a model's manifest; everything else stays. The file is replaced whole or not at all. */
export async function writeCalibration(
  modelsFolder: string,
  id: string,
  calibration: NonNullable<ModelManifest["calibration"]>,
): Promise<void> {
  const folder = path.join(modelsFolder, id);
  const file = path.join(folder, "manifest.json");
  const manifest = await readManifest(folder, id);
  // Parsed for the order of the keys, which is the schema's.
  const changed = manifestSchema.parse({ ...manifest, calibration });
  await writeFile(`${file}.new`, `${JSON.stringify(changed, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

async function sha256(file: string, id: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  } catch (cause) {
    throw new ModelError(id, `${file} is missing or cannot be read. Restore the file from the repository.`, { cause });
  }
  return hash.digest("hex");
}
