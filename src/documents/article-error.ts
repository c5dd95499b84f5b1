import { PersonError } from "../person-error.js";
import type { ArticleFault } from "./fault.js";
import { DOCUMENT_FILES, PLAIN_FILES } from "./formats/registry.js";

function describe(fault: ArticleFault): string {
  switch (fault.reason) {
    case "empty":
      return "it holds no paragraph (only white space, headings or page furniture). Give a file with the article's text.";
    case "binary":
      return `it is not text: it looks like ${fault.looksLike}${fault.offset === 0 ? "" : ` (byte ${fault.offset})`}. Save the article as ${DOCUMENT_FILES}.`;
    case "encoding":
      return `it is not UTF-8: ${fault.found} at byte ${fault.offset}. Save it again with the encoding UTF-8.`;
    case "too-large":
      return `it has ${fault.bytes} bytes, and the limit is ${fault.limit} bytes (${fault.limit / 1e6} MB). Split it into smaller files.`;
    case "unsupported":
      return `files of the kind "${fault.extension}" are not read. Save the article as ${PLAIN_FILES}.`;
    case "encrypted":
      return `this ${fault.format} document opens only with a password. Save a copy without one.`;
    case "scanned":
      return `its ${fault.pages} ${fault.pages === 1 ? "page is a picture" : "pages are pictures"} without text. Run text recognition (OCR) over it first.`;
    case "unreadable-letters":
      return "its letters can be seen but not read: the fonts in it do not say which letters they show. Run text recognition (OCR) over it, or save it anew from the program that made it.";
    case "xfa-form":
      return "it is a form of the kind XFA, which only Adobe Acrobat and Reader show. Open it there and print it into a PDF file.";
    case "log-in":
      return "the page asks to log in: the article is shown only to those who are logged in. Save its text as a file, or paste it.";
    case "sends-on":
      return `the page only sends on to ${fault.address}: add that address instead.`;
    case "script-only":
      return "the page holds no text of its own: scripts make it in the browser, and they are not run. Save its text as a file, or paste it.";
    case "damaged":
      return `it is not a sound ${fault.format} document: ${fault.detail}. Open it in the program that made it and save it again.`;
    case "too-complex":
      return `it is too complex: ${fault.what} passed the limit of ${fault.limit} ${fault.unit}. Save its text as ${PLAIN_FILES}, or split it.`;
    case "no-reader":
      return "what reads documents of its kind is not there just now, as while I am updated. Add it again in some minutes; nothing is wrong with it.";
    case "crash":
      return `reading it ended the process that read it (${fault.detail}). Save its text as ${PLAIN_FILES}.`;
  }
}

/** A document that cannot become an article. The message names it, says what is wrong, and what to do. */
export class ArticleError extends PersonError {
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
