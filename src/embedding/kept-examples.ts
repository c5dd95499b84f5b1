import { createHash } from "node:crypto";
import { z } from "zod";

/** The file with the embeddings of example questions, which a model may lack. */
export const EXAMPLES_FILE = "examples.json";

/**
 * A number of a unit vector times this is kept as an int8. The largest of the examples by E5 is 0.24; a larger one than
 * 127 / 500 would be cut.
 */
const SCALE = 500;

/** The embeddings of example questions, made once for a model: to compute them takes seconds. */
export interface KeptExamples {
  /** As `fingerprintOf` gives it: whose embeddings they are. */
  readonly of: string;
  /** Unit vectors, one row an example. */
  readonly data: Float32Array;
}

/**
 * Names what embeddings depend on, the weights and the texts in order: a SHA-256 in hexadecimal digits.
 * @param weights as `weightsOf` gives it
 */
export function fingerprintOf(weights: string, texts: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([weights, ...texts]))
    .digest("hex");
}

/** What `examples.json` holds; parsing it decodes it. */
export function keptExamplesSchema(dimensions: number) {
  return z
    .strictObject({
      of: z.string().regex(/^[0-9a-f]{64}$/),
      /** Base64 of one int8 for each number. */
      vectors: z
        .base64()
        .transform((text) => new Int8Array(Buffer.from(text, "base64")))
        .refine((numbers) => numbers.length % dimensions === 0, `Expected rows of ${dimensions} numbers.`),
    })
    .transform(({ of, vectors }): KeptExamples => ({ of, data: decoded(vectors, dimensions) }));
}

/** The content of `examples.json`. @param vectors unit vectors, one for each text */
export function encodeExamples(of: string, vectors: readonly Float32Array[]): string {
  const numbers = vectors.flatMap((vector) => [...vector].map((one) => clamp(Math.round(one * SCALE))));
  const data = Buffer.from(Int8Array.from(numbers).buffer).toString("base64");
  return `${JSON.stringify({ of, vectors: data })}\n`;
}

function clamp(number: number): number {
  return Math.max(-127, Math.min(127, number));
}

/** Rows scaled to length 1, whatever they were multiplied by. */
function decoded(numbers: Int8Array, dimensions: number): Float32Array {
  const data = Float32Array.from(numbers);
  for (let start = 0; start < data.length; start += dimensions) {
    const row = data.subarray(start, start + dimensions);
    const length = Math.hypot(...row) || 1;
    for (const [at, one] of row.entries()) row[at] = one / length;
  }
  return data;
}
