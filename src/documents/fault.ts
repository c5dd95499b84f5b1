/** What is wrong with a document; the facts a caller may want to show or count. */
export type ArticleFault =
  | { readonly reason: "empty" }
  /** `looksLike` names the kind of file, `offset` is the byte that shows it. */
  | { readonly reason: "binary"; readonly looksLike: string; readonly offset: number }
  /** `found` names what the bytes are or contain, `offset` is the first offending byte. */
  | { readonly reason: "encoding"; readonly found: string; readonly offset: number }
  | { readonly reason: "too-large"; readonly bytes: number; readonly limit: number }
  /** `extension` in lower case with its dot, or "" when the name has none. */
  | { readonly reason: "unsupported"; readonly extension: string }
  /** It opens only with a password. */
  | { readonly reason: "encrypted"; readonly format: string }
  /** Pictures of pages, and no text in it. */
  | { readonly reason: "scanned"; readonly pages: number }
  /** Fonts that do not say which letters they show. */
  | { readonly reason: "unreadable-letters" }
  /** A PDF form that only Adobe's programs show. */
  | { readonly reason: "xfa-form" }
  /** A web page that shows its article only to those who are logged in. */
  | { readonly reason: "log-in" }
  /** A web page that has nothing but the way to another `address`, as the page writes it or whole where that can be told. */
  | { readonly reason: "sends-on"; readonly address: string }
  /** A web page whose text is made by scripts, which are not run. */
  | { readonly reason: "script-only" }
  /** It breaks the rules of its format; `detail` is what the parser found. */
  | { readonly reason: "damaged"; readonly format: string; readonly detail: string }
  /** It asks for more than a document may take: the limit that it passed, in `unit`s. */
  | { readonly reason: "too-complex"; readonly what: string; readonly limit: number; readonly unit: string }
  /** What reads documents cannot be loaded, as while Pilcrow's files are replaced: nothing is wrong with the document. */
  | { readonly reason: "no-reader" }
  /** The process that read it died of it; `detail` is how. */
  | { readonly reason: "crash"; readonly detail: string };

/**
 * Thrown by the parser of a format: what is wrong with its document. Whoever knows the document's name makes an
 * `ArticleError` of it, which is written for people.
 */
export class DocumentFault extends Error {
  override readonly name = "DocumentFault";
  constructor(
    readonly fault: ArticleFault,
    options?: ErrorOptions,
  ) {
    super(`The document cannot become an article: ${fault.reason}.`, options);
  }
}

/** The fault of a document that nests deeper than is read. @param what of it, such as "elements" */
export function tooDeep(what: string, limit: number): DocumentFault {
  return new DocumentFault({ reason: "too-complex", what: `the nesting of its ${what}`, limit, unit: "levels" });
}
