/** What is wrong with a document; the facts a caller may want to show or count. */
export type ArticleFault =
  | { readonly reason: "empty" }
  /** `looksLike` names the kind of file, `offset` is the byte that gave it away. */
  | { readonly reason: "binary"; readonly looksLike: string; readonly offset: number }
  /** `found` names what the bytes are or contain, `offset` is the first offending byte. */
  | { readonly reason: "encoding"; readonly found: string; readonly offset: number }
  | { readonly reason: "too-large"; readonly bytes: number; readonly limit: number }
  /** `extension` in lower case with its dot, or "" when the name has none. */
  | { readonly reason: "unsupported"; readonly extension: string };

function describe(fault: ArticleFault): string {
  switch (fault.reason) {
    case "empty":
      return "it holds no paragraph (only white space, headings or page furniture). Give a file with the article's text.";
    case "binary":
      return `it is not text: it looks like ${fault.looksLike} (byte ${fault.offset}). Save the article as .txt or .md.`;
    case "encoding":
      return `it is not UTF-8: ${fault.found} at byte ${fault.offset}. Save it again with the encoding UTF-8.`;
    case "too-large":
      return `it has ${fault.bytes} bytes, and the limit is ${fault.limit} bytes (${fault.limit / 1e6} MB). Split it into smaller files.`;
    case "unsupported":
      return `files of the kind "${fault.extension}" are not read. Save the article as .txt or .md.`;
  }
}

/** A document that cannot become an article. The message names it, says what is wrong, and what to do. */
export class ArticleError extends Error {
  override readonly name = "ArticleError";

  /**
   * @param source the file name or address, as the article would carry it
   * @param fault what is wrong, with its figures
   * @param options the `cause`, where another error revealed the fault
   */
  constructor(
    readonly source: string,
    readonly fault: ArticleFault,
    options?: ErrorOptions,
  ) {
    super(`Cannot read ${JSON.stringify(source)}: ${describe(fault)}`, options);
  }

  get reason(): ArticleFault["reason"] {
    return this.fault.reason;
  }
}
