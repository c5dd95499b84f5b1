import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { PDFDocumentLoadingTask } from "pdfjs-dist";

type PdfJs = typeof import("pdfjs-dist");

/** The tables that Chinese, Japanese and Korean fonts refer to without embedding them, by their files' names; those in memory. */
const tables = new Map<string, Uint8Array>();

/** The legacy build, which runs on Node 20. It makes matrices for drawing when it is loaded; nothing is drawn here. */
export async function loadPdfJs(): Promise<PdfJs> {
  for (const name of ["DOMMatrix", "ImageData", "Path2D"]) {
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {}, configurable: true });
  }
  return await import("pdfjs-dist/legacy/build/pdf.mjs");
}

/** Loads all that pdf.js would load while it reads a document (2 MB of tables among it), so that its files are needed no more. */
export async function loadAllOfPdfJs(): Promise<void> {
  await loadPdfJs();
  // pdf.js finds it where this puts it: globalThis.pdfjsWorker.
  await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
  const folder = tableFolder();
  for (const name of await readdir(folder)) tables.set(name, await readFile(path.join(folder, name)));
}

/** Opens a document. pdf.js takes the buffer for itself and leaves it empty, and it refuses Node's own kind: it gets a copy. */
export function openPdf(pdfjs: PdfJs, bytes: Uint8Array): PDFDocumentLoadingTask {
  return pdfjs.getDocument({
    data: new Uint8Array(bytes),
    BinaryDataFactory: Tables,
    cMapUrl: "cmaps/",
    cMapPacked: true,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    // Pages are drawn for the names of their fonts only: no picture is decoded.
    maxImageSize: 1,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
}

/** How pdf.js gets the tables (its `BinaryDataFactory`). */
class Tables {
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    if (kind !== "cMapUrl") throw new Error(`There is no ${kind} for ${filename}.`);
    // pdf.js may keep or empty what it gets.
    return new Uint8Array(tables.get(filename) ?? (await readFile(path.join(tableFolder(), path.basename(filename)))));
  }
}

function tableFolder(): string {
  return path.join(path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")), "cmaps");
}
