/** The `sentenceOf` of a token that belongs to one of a paragraph's headings. */
export const HEADING = -1;

/** The token vectors of one paragraph, quantized. */
export interface TokenCodes {
  /** 3 bits a number, 8 numbers in 3 bytes, `dimensions` numbers for each token, one token after another. */
  readonly codes: Uint8Array;
  /** For each token the position of its sentence in the paragraph, or `HEADING` (-1) for one of its headings. */
  readonly sentenceOf: Int16Array;
}
