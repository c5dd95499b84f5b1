/** The `sentenceOf` of a token that belongs to one of a paragraph's headings. */
export const HEADING = -1;

/** The token vectors of one paragraph, quantized. */
export interface TokenCodes {
  /** 3 bits a number, 8 numbers in 3 bytes, `dimensions` numbers for each token, one token after another. */
  readonly codes: Uint8Array;
  /** For each token the position of its sentence in the paragraph, or `HEADING` (-1) for one of its headings. */
  readonly sentenceOf: Int16Array;
}

/**
 * How a model's token vectors are made comparable and small: `offset` is what all of them have in common and is subtracted;
 * `center` and `scale` are the mean and the spread of each number after that.
 */
export interface TokenSpace {
  readonly offset: Float32Array;
  readonly center: Float32Array;
  readonly scale: Float32Array;
}

/** The eight codes reach so many scales to each side of the center, in steps of `STEP` scales. */
const EDGE = 2.2;
const STEP = 0.55;
const HIGHEST = 7;
/** What 3 bits a number means for bytes: each group of so many numbers fills three of them. */
const GROUP = 8;
const GROUP_BYTES = 3;

/** The space of a model that nothing was measured for: numbers of unit vectors lie about 0, with a spread of 1/√d. */
export function defaultTokenSpace(dimensions: number): TokenSpace {
  return {
    offset: new Float32Array(dimensions),
    center: new Float32Array(dimensions),
    scale: new Float32Array(dimensions).fill(1 / Math.sqrt(dimensions)),
  };
}

/** Bytes that the codes of one token take. */
export function bytesPerToken(dimensions: number): number {
  return Math.ceil(dimensions / GROUP) * GROUP_BYTES;
}

/** A token's vector as the model gave it, brought into the space: a unit vector. */
export function intoSpace(vector: Float32Array, { offset }: TokenSpace): Float32Array {
  // Loops, because `map` with a function takes a tenth of the model's own time.
  const shifted = new Float32Array(vector.length);
  const norm = lengthOf(vector);
  for (let at = 0; at < vector.length; at++) shifted[at] = (vector[at] ?? 0) / norm - (offset[at] ?? 0);
  const shiftedNorm = lengthOf(shifted);
  for (let at = 0; at < vector.length; at++) shifted[at] = (shifted[at] ?? 0) / shiftedNorm;
  return shifted;
}

/** Quantizes vectors of the space, one for each token, in order. */
export function encodeTokens(vectors: readonly Float32Array[], space: TokenSpace): Uint8Array {
  const bytes = bytesPerToken(space.scale.length);
  const codes = new Uint8Array(vectors.length * bytes);
  for (const [token, vector] of vectors.entries()) {
    for (let at = 0; at < vector.length; at += GROUP) {
      let group = 0;
      for (let number = 0; number < GROUP; number++) group |= codeOf(vector, at + number, space) << (3 * number);
      const byte = token * bytes + (at / GROUP) * GROUP_BYTES;
      codes[byte] = group & 0xff;
      codes[byte + 1] = (group >> 8) & 0xff;
      codes[byte + 2] = group >> 16;
    }
  }
  return codes;
}

function codeOf(vector: Float32Array, at: number, { center, scale }: TokenSpace): number {
  const inScales = ((vector[at] ?? 0) - (center[at] ?? 0)) / (scale[at] ?? 1);
  return Math.min(HIGHEST, Math.max(0, Math.floor((inScales + EDGE) / STEP)));
}

/** The unit vectors that codes stand for: one row of the space's dimensions for each token. */
export function decodeTokens({ codes, sentenceOf }: TokenCodes, space: TokenSpace): Float32Array {
  const { first, step } = levelsOf(space);
  const dimensions = space.scale.length;
  const bytes = bytesPerToken(dimensions);
  const rows = new Float32Array(sentenceOf.length * dimensions);
  for (let token = 0; token < sentenceOf.length; token++) {
    const row = rows.subarray(token * dimensions, (token + 1) * dimensions);
    let squares = 0;
    for (let at = 0; at < dimensions; at++) {
      const byte = token * bytes + (at >> 3) * GROUP_BYTES;
      const group = (codes[byte] ?? 0) | ((codes[byte + 1] ?? 0) << 8) | ((codes[byte + 2] ?? 0) << 16);
      const value = (first[at] ?? 0) + (step[at] ?? 0) * ((group >> (3 * (at % GROUP))) & HIGHEST);
      row[at] = value;
      squares += value * value;
    }
    const norm = Math.sqrt(squares);
    for (let at = 0; at < dimensions; at++) row[at] = (row[at] ?? 0) / norm;
  }
  return rows;
}

/** What each number's code 0 stands for, and how much each further code adds. */
export function levelsOf({ center, scale }: TokenSpace): Record<"first" | "step", Float32Array> {
  return {
    first: center.map((value, at) => value + (scale[at] ?? 0) * (STEP / 2 - EDGE)),
    step: scale.map((value) => value * STEP),
  };
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let at = 0; at < vector.length; at++) squares += (vector[at] ?? 0) ** 2;
  return Math.max(Math.sqrt(squares), 1e-9);
}
