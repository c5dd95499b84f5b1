import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ArticleError } from "../../../src/documents/article-error.js";
import { FetchError } from "../../../src/documents/fetch/fetch-error.js";
import { DOCUMENT_FILES, FORMATS } from "../../../src/documents/formats/registry.js";
import { readDocument } from "../../../src/documents/read-document.js";

test("no extension and no media type belongs to two formats", () => {
  for (const each of [FORMATS.flatMap((format) => format.extensions), FORMATS.flatMap((format) => format.mediaTypes)]) {
    expect(each).toEqual([...new Set(each)]);
  }
});

test("people are told of every format, in messages and in the settings", () => {
  expect(DOCUMENT_FILES).toBe(".txt, .md, .html, .pdf, .docx, .odt, .rtf, .pptx, .epub, .srt or .csv");
  const binary = new ArticleError("a.bin", { reason: "binary", looksLike: "data", offset: 0 });
  expect(binary.message).toContain(`Save the article as ${DOCUMENT_FILES}.`);
  const hop = { asked: "https://a.example/", url: "https://a.example/" };
  const type = new FetchError(hop, { reason: "unsupported-type", contentType: "image/png" });
  expect(type.message).toContain(
    "Pilcrow reads text, Markdown, web pages, PDF, DOCX, ODT, RTF, PPTX, EPUB, subtitles and CSV.",
  );
  const settings = readFileSync(path.join(import.meta.dirname, "../../../.env.example"), "utf8");
  expect(settings).toContain(`one ${DOCUMENT_FILES} file`);
});

test("data of another kind is named where its kind is known", async () => {
  const mp4 = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
  await expect(readDocument(mp4, { name: "a.txt" })).rejects.toThrow(
    "it is not text: it looks like a .mp4 file (video/mp4). Save",
  );
});

test("HTML inside Markdown is read as HTML is: its tables keep their columns, its items outside of a list are kept", async () => {
  const table = "<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Heron</td><td>4</td></tr></table>";
  const text = `# Boats\n\n${table}\n\n<ul>\n\n<li>One rows.</li>\n\n</ul>\n`;
  const { paragraphs } = await readDocument(new TextEncoder().encode(text), { name: "boats.md" });
  expect(paragraphs.map((paragraph) => paragraph.text)).toEqual(["• Boat: Heron; Crew: 4", "• One rows."]);
});

test("a table in an item of a Markdown list keeps the names of its columns", async () => {
  const text = "# Boats\n\n- Two of them:\n\n  | Boat | Crew |\n  | --- | --- |\n  | Heron | 4 |\n";
  const { paragraphs } = await readDocument(new TextEncoder().encode(text), { name: "boats.md" });
  expect(paragraphs.map((paragraph) => paragraph.text)).toEqual(["Two of them:", "Boat: Heron; Crew: 4"]);
});
