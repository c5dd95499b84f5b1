/**
 * Cosine similarity of two vectors, -1 to 1.
 * @throws RangeError for vectors of different length or of length zero: they have no similarity, and a made-up one
 * (other libraries give 1, 0 or NaN) would rank as a real one.
 */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) {
    throw new RangeError(`Expected two vectors of one length, got ${a.length} and ${b.length} numbers.`);
  }
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  if (!(norms > 0)) throw new RangeError("Expected vectors other than zero: a zero vector has no direction.");
  return dot(a, b) / norms;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/**
 * The cosine similarity of a unit vector with every row of a matrix of unit vectors, which for unit vectors is the dot
 * product. Exact: every row is read.
 * @param matrix rows of `query.length` numbers, one after another.
 * @returns one similarity a row.
 */
export function cosineToRows(query: Float32Array, matrix: Float32Array): Float32Array {
  const width = query.length;
  const rows = matrix.length / width;
  if (!Number.isInteger(rows)) {
    throw new RangeError(`Expected rows of ${width} numbers, got ${matrix.length} numbers in all.`);
  }
  const similarities = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    // Four sums that do not wait for each other: about twice as fast as one.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let at = 0;
    for (; at + 3 < width; at += 4) {
      a += (query[at] ?? 0) * (matrix[start + at] ?? 0);
      b += (query[at + 1] ?? 0) * (matrix[start + at + 1] ?? 0);
      c += (query[at + 2] ?? 0) * (matrix[start + at + 2] ?? 0);
      d += (query[at + 3] ?? 0) * (matrix[start + at + 3] ?? 0);
    }
    for (; at < width; at++) a += (query[at] ?? 0) * (matrix[start + at] ?? 0);
    similarities[row] = a + b + (c + d);
  }
  return similarities;
}
