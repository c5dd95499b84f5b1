import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { calibrationSchema } from "../retrieval/confidence.js";
import { purposesSchema } from "../retrieval/purpose.js";
import { rankingSchema } from "../retrieval/rank.js";
import { defaultTokenSpace, type TokenSpace } from "../retrieval/token-codes.js";
import { ModelError } from "./embedding-error.js";
import { EXAMPLES_FILE, type KeptExamples, keptExamplesSchema } from "./kept-examples.js";
import type { ReaderLimits } from "./reader-session.js";

const share = z.number().min(0).max(1);

/** Made by `npm run calibrate`. */
const fittedCalibrationSchema = z.strictObject({
  /** What it was fitted on: name, SHA-256 and number of questions of each set. */
  data: z.array(z.strictObject({ dataset: z.string(), sha256: z.string(), questions: z.int() })),
  ...calibrationSchema.shape,
  /** What the tiers were worth at `balanced` on each set, from those folds; a calibration from before the tiers has none. */
  tiers: z
    .array(
      z.strictObject({
        dataset: z.string(),
        foundPrecision: share.nullable(),
        rightShown: share.nullable(),
        unanswerableFound: share.nullable(),
        calibrationError: share.nullable(),
      }),
    )
    .default([]),
  /** Confidence against truth, from folds by article that the regressions had not seen. */
  reliability: z.array(
    z.strictObject({ from: share, to: share, count: z.int(), meanConfidence: share, answerable: share }),
  ),
});

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
  /** For answers without the reader; a model without one never says that it is sure. */
  calibration: fittedCalibrationSchema.optional(),
  /** A small model that reads a question with the best passages. Its file may be taken away: the model then works without. */
  reader: z
    .strictObject({
      file: z.string().endsWith(".onnx"),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      origin: z.string(),
      /** What it was made to read at most. */
      limits: z.strictObject({
        passages: z.int().positive(),
        questionTokens: z.int().positive(),
        passageTokens: z.int().positive(),
        sentences: z.int().positive(),
      }),
      /** As in `Reader`. */
      scoreWeight: z.number().min(0),
      /** The same for answers with the reader. */
      calibration: fittedCalibrationSchema.optional(),
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
  /** The model's id, the start of its weights' hash, and what is kept of its tokens. */
  readonly name: string;
  readonly tokenSpace: TokenSpace;
  /** Where the manifest lists them. */
  readonly examples: KeptExamples | undefined;
  /** Where the manifest has one and its file is there. */
  readonly reader: { readonly file: string; readonly limits: ReaderLimits; readonly scoreWeight: number } | undefined;
}

/** The file with a model's token space, which a model may lack. */
const TOKENS_FILE = "tokens.json";
/** Names how tokens are kept: to be changed with their layout, so that articles kept in another one are embedded anew. */
const TOKENS_LAYOUT = "tokens1";

/** The part of a model's name that says which weights it is, whatever is kept of its tokens. */
export function weightsOf(name: string): string {
  return name.split("+")[0] ?? name;
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
  const space = manifest.files[TOKENS_FILE];
  const hasExamples = manifest.files[EXAMPLES_FILE] !== undefined;
  const layout = space === undefined ? TOKENS_LAYOUT : `${TOKENS_LAYOUT}.${space.sha256.slice(0, 6)}`;
  return {
    modelsFolder,
    manifest,
    reader: await verifyReader(folder, manifest),
    name: `${id}@${weights.sha256.slice(0, 12)}+${layout}`,
    tokenSpace:
      space === undefined
        ? defaultTokenSpace(manifest.dimensions)
        : await readFitting(path.join(folder, TOKENS_FILE), id, tokenSpaceSchema(manifest.dimensions)),
    examples: hasExamples
      ? await readFitting(path.join(folder, EXAMPLES_FILE), id, keptExamplesSchema(manifest.dimensions))
      : undefined,
  };
}

/** @throws ModelError when the reader's file is another than the manifest's */
async function verifyReader(folder: string, { id, reader }: ModelManifest): Promise<VerifiedModel["reader"]> {
  if (reader === undefined) return undefined;
  const file = path.join(folder, reader.file);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const found = await sha256(file, id);
  if (found === reader.sha256) return { file, limits: reader.limits, scoreWeight: reader.scoreWeight };
  throw new ModelError(
    id,
    `${file} is damaged: expected SHA-256 ${reader.sha256}, got ${found}. Copy the file again, or remove it to work without.`,
  );
}

/** @throws ModelError */
async function readFitting<T>(file: string, id: string, schema: z.ZodType<T>): Promise<T> {
  const read = schema.safeParse(parseJson(await readFile(file, "utf8"), file, id));
  if (!read.success) throw new ModelError(id, `${file} is not fit:\n${z.prettifyError(read.error)}`);
  return read.data;
}

function tokenSpaceSchema(dimensions: number) {
  const floats = (number: z.ZodNumber) =>
    z
      .array(number)
      .length(dimensions)
      .transform((numbers) => Float32Array.from(numbers));
  return z.strictObject({
    offset: floats(z.number()),
    center: floats(z.number()),
    scale: floats(z.number().positive()),
  });
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

/**
 * Puts a new calibration into a model's manifest, that of its reader where there is one; everything else stays. The file is
 * replaced whole or not at all.
 */
export async function writeCalibration(
  { modelsFolder, manifest: { id }, reader: hasReader }: VerifiedModel,
  calibration: NonNullable<ModelManifest["calibration"]>,
): Promise<void> {
  const folder = path.join(modelsFolder, id);
  const file = path.join(folder, "manifest.json");
  const manifest = await readManifest(folder, id);
  // Parsed for the order of the keys, which is the schema's.
  const changed = manifestSchema.parse(
    hasReader && manifest.reader
      ? { ...manifest, reader: { ...manifest.reader, calibration } }
      : { ...manifest, calibration },
  );
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
