import type { PDFDocumentProxy } from "pdfjs-dist";
import type { ParsedDocument } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import type { Omission } from "../../omission.js";
import { declaredTitle } from "../../readable-text.js";
import { pdfBlocks } from "./pdf-blocks.js";
import { readingOrder } from "./pdf-columns.js";
import { withoutDropCaps } from "./pdf-drop-caps.js";
import { fieldsOf } from "./pdf-fields.js";
import { boldFonts } from "./pdf-fonts.js";
import { type PagesWithoutRunningLines, sizeOfMost, withoutRunningLines } from "./pdf-furniture.js";
import { fontsToKnow } from "./pdf-headings.js";
import { loadPdfJs, openPdf } from "./pdf-library.js";
import { placeRuns } from "./pdf-placed.js";
import { linesOf } from "./pdf-rows.js";
import { runsOf } from "./pdf-runs.js";
import { type Segment, segmentsOf } from "./pdf-segments.js";
import { withTypedText } from "./pdf-typed.js";

/** A book of 1,000 pages has about 3 million characters. */
const MOST_CHARACTERS = 5_000_000;
const MOST_PAGES = 5000;
/** "Please wait … your PDF viewer may not be able to display this type of document" and its like, in several languages. */
const LONGEST_XFA_NOTICE = 3000;

/** A page's text, and what is not read of it. */
interface ReadPage {
  readonly segments: readonly Segment[];
  readonly omissions: readonly Omission[];
}

/**
 * A PDF document → blocks with page numbers: text in reading order, lines joined into paragraphs, hyphenation undone,
 * running headers, footers and page numbers dropped, headings by their size.
 * @throws {DocumentFault} `encrypted`, `scanned` (pages of pictures), `damaged`, `too-complex` (too many pages or characters)
 */
export async function parsePdf(bytes: Uint8Array): Promise<ParsedDocument> {
  const task = openPdf(await loadPdfJs(), bytes);
  try {
    const document = await task.promise;
    const read = await readPages(document);
    if (read.length === 0) throw new DocumentFault({ reason: "empty" });
    if (read.length === 1 && (await isXfaForm(document, read))) throw new DocumentFault({ reason: "xfa-form" });
    if (read.every(({ segments }) => segments.length === 0)) {
      const hasLetters = read.some(({ omissions }) =>
        omissions.some(({ kind, count }) => kind === "unreadable-letter" && count > 0),
      );
      if (hasLetters) throw new DocumentFault({ reason: "unreadable-letters" });
      throw new DocumentFault({ reason: "scanned", pages: read.length });
    }
    const { pages, kept, ...runningLines } = withoutRunningLines(read.map(({ segments }) => segments));
    const body = sizeOfMost(pages);
    const flows = readingOrder(pages.map((page) => withoutDropCaps(page, body)));
    const bold = await boldFonts(document, fontsToKnow(flows.flat(), body));
    const blocks = pdfBlocks(
      flows.map((page, index) => ({ flows: page, kept: linesOf(kept[index] ?? []) })),
      bold,
    );
    const omissions = omissionsOf(pages, runningLines, read);
    const first = blocks.find((block) => block.kind === "heading");
    // A heading on the first page is what readers know the document by; the properties are often another document's.
    const hasTitle = first?.kind === "heading" && first.page === 1 && first.level === 1;
    const title = hasTitle ? undefined : await titleInProperties(document);
    return title === undefined ? { blocks, omissions } : { title, blocks, omissions };
  } catch (error) {
    throw error instanceof DocumentFault ? error : asFault(error);
  } finally {
    await task.destroy();
  }
}

function omissionsOf(
  pages: PagesWithoutRunningLines["pages"],
  { headers, footers, pageNumbers }: Omit<PagesWithoutRunningLines, "pages" | "kept">,
  read: readonly ReadPage[],
): Omission[] {
  // A page of a scan may have a number that was stamped on it: what counts is whether any text remains.
  const without = pages.flatMap((page, index) => (page.length === 0 ? [index + 1] : []));
  return [
    { kind: "running-header", count: headers },
    { kind: "running-footer", count: footers },
    { kind: "page-number", count: pageNumbers },
    ...read.flatMap(({ omissions }) => omissions),
    { kind: "page-without-text", count: without.length, pages: without },
  ];
}

async function readPages(document: PDFDocumentProxy): Promise<ReadPage[]> {
  if (document.numPages > MOST_PAGES) {
    const what = "the number of its pages";
    throw new DocumentFault({ reason: "too-complex", what, limit: MOST_PAGES, unit: "pages" });
  }
  const pages: ReadPage[] = [];
  let characters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { transform, width, height } = page.getViewport({ scale: 1 });
    const { runs, unreadableLetters } = runsOf(await page.getTextContent(), transform);
    const { typed, omissions } = await fieldsOf(page, transform);
    const all = withTypedText(runs, typed);
    characters += all.reduce((sum, { text }) => sum + text.length, unreadableLetters);
    if (characters > MOST_CHARACTERS) {
      const what = "the length of its text";
      throw new DocumentFault({ reason: "too-complex", what, limit: MOST_CHARACTERS, unit: "characters" });
    }
    const placed = placeRuns(all, { width, height });
    const lost = [
      ...omissions,
      { kind: "turned-line", count: placed.turnedLines },
      { kind: "unreadable-letter", count: unreadableLetters },
    ] as const;
    pages.push({ segments: segmentsOf(placed, number, height), omissions: lost });
    page.cleanup();
  }
  return pages;
}

/** Whether the only page says no more than that another program is needed: what such a form holds is no page (ISO 32000-1, 12.7.8). */
async function isXfaForm(document: PDFDocumentProxy, read: readonly ReadPage[]): Promise<boolean> {
  const { info } = await document.getMetadata();
  const isXfaAlone =
    "IsXFAPresent" in info &&
    info.IsXFAPresent === true &&
    "IsAcroFormPresent" in info &&
    info.IsAcroFormPresent === false;
  const length = read.flatMap(({ segments }) => segments).reduce((sum, { text }) => sum + text.length, 0);
  return isXfaAlone && length < LONGEST_XFA_NOTICE;
}

async function titleInProperties(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await document.getMetadata();
  const title: unknown = "Title" in info ? info.Title : undefined;
  return typeof title === "string" ? declaredTitle(title) : undefined;
}

function asFault(error: unknown): DocumentFault {
  if (error instanceof Error && error.name === "PasswordException") {
    return new DocumentFault({ reason: "encrypted", format: "PDF" }, { cause: error });
  }
  const detail = error instanceof Error ? error.message.slice(0, 200).replace(/\.$/, "") : String(error);
  return new DocumentFault({ reason: "damaged", format: "PDF", detail }, { cause: error });
}
