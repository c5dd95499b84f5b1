import { crc32, deflateRawSync, deflateSync } from "node:zlib";
import type { DocumentHints } from "../../../src/documents/formats/registry.js";

/** A document made to hurt its reader. */
export interface HostileDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hints: DocumentHints;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** Every kind of attack that is known to work on some reader, each as small as it can be and as large as the limits allow. */
export function hostileDocuments(): HostileDocument[] {
  const text = (name: string, content: string | Uint8Array): HostileDocument => ({
    name,
    bytes: typeof content === "string" ? utf8(content) : content,
    hints: { name: "source.txt" },
  });
  const page = (name: string, body: string): HostileDocument => ({
    name,
    bytes: utf8(`<!doctype html><html><head><title>Trap</title></head><body>${body}</body></html>`),
    hints: { name: "source.html" },
  });
  const markdown = (name: string, content: string): HostileDocument => ({
    name: `Markdown of ${name}`,
    bytes: utf8(content),
    hints: { name: "source.md" },
  });
  const words =
    "The river froze in the winter, and the ferrymen cut a channel through the ice with long saws, by hand. ";
  return [
    text("100 MB of one line", Buffer.alloc(100_000_000, 0x61)),
    text("5 MB of one line", "a".repeat(5_000_000)),
    text("5 MB of spaces", `a${" ".repeat(4_900_000)}b`),
    text("null bytes", "A text.\0With a null byte."),
    text("nothing but zero-width text", "\u200b\u2060\ufeff\u202e".repeat(10_000)),
    text("right-to-left overrides", `${words}\u202e${words}\u202d\u2066`.repeat(100)),
    text("a line of rule characters", `${"-=".repeat(500_000)}\n${"*".repeat(1_000_000)}\n${words}`),
    text("5 MB of hyphens and line breaks", "-\n".repeat(2_400_000)),
    markdown("100,000 beginnings of embedded pages", "![[a|b".repeat(100_000)),
    markdown("100,000 tables in one another", "<table>".repeat(100_000)),
    markdown("100,000 tables that begin a paragraph", "a\n<table>\n\n".repeat(100_000)),
    markdown("100,000 lists in one another", `${"<ul><li>".repeat(100_000)}${words}`),
    page("100,000 nested divs", `${"<div>".repeat(100_000)}${words}`),
    page("4,000 nested divs", `${"<div>".repeat(4000)}${words}${"</div>".repeat(4000)}`),
    page("190 nested divs around 20,000 paragraphs", `${"<div>".repeat(190)}${`<p>${words}</p>`.repeat(20_000)}`),
    page("100,000 bold tags that never close", "<b>x".repeat(100_000)),
    page("200,000 line breaks", `${words}<br>`.repeat(2000) + "<br>".repeat(200_000)),
    page("50,000 links", `<div><a href="#">${words}</a></div>`.repeat(50_000)),
    page("a table of 25,000 cells in one row", `<table><tr>${"<td>cell</td>".repeat(25_000)}</tr></table>`),
    page(
      "a cell over a million columns and rows",
      `<table><tr><td rowspan=1000000 colspan=1000000>${words}</td></tr>${"<tr><td>x</td></tr>".repeat(20_000)}</table>`,
    ),
    page("10 MB of less-than signs", "<".repeat(9_900_000)),
    page("a tag of 5 MB", `<p ${"a=b ".repeat(1_250_000)}>${words}</p>`),
    page("a meta tag without end", `<meta ${"charset ".repeat(500_000)}`),
    page("9 MB of entities", "&amp;&#x41;&nosuch;".repeat(450_000)),
    page("JSON-LD without end", `<script type="application/ld+json">{"datePublished": ${'"'.repeat(3_000_000)}`),
    page("JSON-LD nested deep", `<script type="application/ld+json">${"[".repeat(2_000_000)}</script><p>${words}</p>`),
    { name: "a PDF with a million objects", bytes: pdfOfObjects(1_000_000), hints: { name: "source.pdf" } },
    {
      name: "a PDF page that inflates to 150 MB",
      bytes: pdfWithContent(Buffer.alloc(150_000_000, "(ab) Tj ")),
      hints: { name: "source.pdf" },
    },
    { name: "a PDF of arrays in arrays", bytes: pdfOf([`${"[".repeat(3_000_000)}`]), hints: { name: "source.pdf" } },
    {
      name: "a PDF page tree that contains itself",
      bytes: pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"]),
      hints: { name: "source.pdf" },
    },
    {
      name: "a PDF that claims a billion pages",
      bytes: pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1000000000/Kids[]>>"]),
      hints: { name: "source.pdf" },
    },
    { name: "a ZIP bomb", bytes: docxOf(Buffer.alloc(60_000_000, "<w:p/>")), hints: { name: "source.docx" } },
    {
      name: "a ZIP bomb that says it is small",
      bytes: lyingZip(docxOf(Buffer.alloc(60_000_000, " "))),
      hints: { name: "source.docx" },
    },
    { name: "a ZIP of 30,000 entries", bytes: zipOfEntries(30_000), hints: { name: "source.docx" } },
    {
      name: "XML nested 100,000 deep",
      bytes: docxOf(utf8(wordDocument("<w:sdt><w:sdtContent>".repeat(50_000)))),
      hints: { name: "source.docx" },
    },
    {
      name: "XML of a million paragraphs",
      bytes: docxOf(utf8(wordDocument("<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_000_000)))),
      hints: { name: "source.docx" },
    },
    ...Object.entries(otherArchives()).flatMap(([file, archiveOf]): HostileDocument[] => [
      { name: `a ZIP bomb as ${file}`, bytes: archiveOf(Buffer.alloc(60_000_000, " ")), hints: { name: file } },
      {
        name: `a ZIP bomb that says it is small, as ${file}`,
        bytes: lyingZip(archiveOf(Buffer.alloc(60_000_000, "<a>"))),
        hints: { name: file },
      },
      {
        name: `tags nested 500,000 deep, as ${file}`,
        bytes: archiveOf(utf8("<text:list><text:list-item>".repeat(250_000))),
        hints: { name: file },
      },
    ]),
    {
      name: "an ODT of tables that claim a million cells",
      bytes: otherArchives()["source.odt"](utf8(officeText(TABLE.repeat(200)))),
      hints: { name: "source.odt" },
    },
    {
      name: "an ODT of styles in a circle",
      bytes: otherArchives()["source.odt"](
        utf8(
          officeText(
            '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/><text:p text:style-name="A">Round.</text:p>',
          ),
        ),
      ),
      hints: { name: "source.odt" },
    },
    {
      name: "an EPUB of a chapter 100,000 times",
      bytes: epubOf(utf8("<html><body><p>Again and again.</p></body></html>"), 100_000),
      hints: { name: "source.epub" },
    },
    ...Object.entries({
      "groups nested a million deep": "{".repeat(1_000_000),
      "10 MB of one control word": "\\b".repeat(3_300_000),
      "100,000 cells in one row": `\\trowd${"\\cellx9\\intbl x\\cell".repeat(100_000)}\\row`,
      "tables nested 2 billion deep": "\\intbl\\itap2147483647 x\\nestcell\\nestrow\\par ".repeat(1_000),
      "10 MB of bytes without a word": "\u00e9".repeat(4_900_000),
      "data longer than the document": "\\bin2147483647 x",
      "a font for every letter": Array.from({ length: 300_000 }, (_, index) => `\\f${index}\\'e9`).join(""),
    }).map(([name, content]) => ({
      name: `an RTF of ${name}`,
      bytes: Buffer.from(`{\\rtf1\\ansi ${content}`, "latin1").subarray(0, 9_900_000),
      hints: { name: "source.rtf" },
    })),
    { name: "XML entities that multiply", bytes: docxOf(utf8(billionLaughs())), hints: { name: "source.docx" } },
  ];
}

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const wordDocument = (body: string): string =>
  `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`;

function billionLaughs(): string {
  const entities = Array.from(
    { length: 10 },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
  ).join("");
  return `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">${entities}]><w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>`;
}

const TABLE = `<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000" table:number-rows-spanned="1000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`;
const officeText = (body: string): string =>
  `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`;

/** Archives of the other formats, by their files' names, with this as their text. */
function otherArchives() {
  return {
    "source.odt": (text: Uint8Array): Buffer =>
      zipOf([
        ["META-INF/manifest.xml", utf8("<manifest:manifest/>")],
        ["content.xml", text],
      ]),
    "source.pptx": (text: Uint8Array): Buffer =>
      zipOf([
        ["ppt/presentation.xml", utf8('<p:presentation><p:sldId r:id="s"/></p:presentation>')],
        [
          "ppt/_rels/presentation.xml.rels",
          utf8('<Relationships><Relationship Id="s" Type="x/slide" Target="slide.xml"/></Relationships>'),
        ],
        ["ppt/slide.xml", text],
      ]),
    "source.epub": (text: Uint8Array): Buffer => epubOf(text, 1),
  };
}

/** A book of one chapter, which comes so many times. */
function epubOf(chapter: Uint8Array, times: number): Buffer {
  const item = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>';
  return zipOf([
    ["META-INF/container.xml", utf8('<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>')],
    [
      "p.opf",
      utf8(
        `<package xmlns="http://www.idpf.org/2007/opf"><manifest>${item}</manifest><spine>${'<itemref idref="c"/>'.repeat(times)}</spine></package>`,
      ),
    ],
    ["c.xhtml", chapter],
  ]);
}

function docxOf(documentXml: Uint8Array): Buffer {
  return zipOf([
    ["[Content_Types].xml", utf8("<Types/>")],
    [
      "_rels/.rels",
      utf8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
    ],
    ["word/document.xml", documentXml],
  ]);
}

function zipOfEntries(count: number): Buffer {
  const parts = Array.from({ length: count }, (_, index) => [`word/part${index}.xml`, utf8("<x/>")] as const);
  return zipOf([...parts, ["word/document.xml", utf8(wordDocument(""))]]);
}

/** A ZIP archive. Written here, because JSZip deflates in JavaScript, which takes longer than most of these documents do. */
function zipOf(files: readonly (readonly [name: string, content: Uint8Array])[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content, { level: 1 });
    // What both headers say: version 2.0, no flags, deflated, no time, checksum, sizes, length of the name, nothing extra.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    local.push(Buffer.from("PK\x03\x04"), facts, Buffer.from(name), packed);
    central.push(Buffer.from("PK\x01\x02\x14\x00"), facts, place, Buffer.from(name));
    offset += 4 + facts.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** The same archive, whose entries all claim to inflate to 1,000 bytes. */
function lyingZip(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf("PK\x03\x04"); at !== -1; at = bytes.indexOf("PK\x03\x04", at + 4))
    bytes.writeUInt32LE(1000, at + 22);
  for (let at = bytes.indexOf("PK\x01\x02"); at !== -1; at = bytes.indexOf("PK\x01\x02", at + 4))
    bytes.writeUInt32LE(1000, at + 24);
  return bytes;
}

/** A PDF of these objects, numbered from 1, the first of which is the catalog. */
function pdfOf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = 9;
  objects.forEach((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(dictionary: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Filter/FlateDecode/Length ${data.length}>>stream\n`),
    data,
    Buffer.from("\nendstream"),
  ]);
}

/** A PDF of one page that shows text by these operators. */
export function pdfWithContent(content: Buffer): Buffer {
  return pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    stream(
      "",
      deflateSync(Buffer.concat([Buffer.from("BT /F 10 Tf 72 700 Td "), content, Buffer.from(" ET")]), { level: 1 }),
    ),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ]);
}

/** Objects packed into one object stream (ISO 32000-2, 7.5.7), with a cross-reference stream; all of them are in the page's dictionary. */
function pdfOfObjects(count: number): Buffer {
  const first = 10;
  const numbers: string[] = [];
  for (let index = 0; index < count; index++) numbers.push(`${first + index} ${index * 3}`);
  const header = Buffer.from(`${numbers.join(" ")} `);
  const packed = deflateSync(Buffer.concat([header, Buffer.alloc(count * 3, "42 ")]));
  const annotations = Buffer.from(`[${numbers.map((_, index) => `${first + index} 0 R`).join(" ")}]`);
  const objects: Buffer[] = [
    Buffer.from("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"),
    Buffer.from("2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"),
    Buffer.from("3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 10 0 R>>endobj\n"),
    Buffer.concat([
      Buffer.from("4 0 obj"),
      stream(`/Type/ObjStm/N ${count}/First ${header.length}`, packed),
      Buffer.from("endobj\n"),
    ]),
    Buffer.concat([Buffer.from("5 0 obj"), stream("", deflateSync(annotations)), Buffer.from("endobj\n")]),
  ];
  const table = Buffer.alloc((first + count) * 7);
  let offset = 9;
  objects.forEach((object, index) => {
    table.writeUInt8(1, (index + 1) * 7);
    table.writeUInt32BE(offset, (index + 1) * 7 + 1);
    offset += object.length;
  });
  for (let index = 0; index < count; index++) {
    table.writeUInt8(2, (first + index) * 7);
    table.writeUInt32BE(4, (first + index) * 7 + 1);
    table.writeUInt16BE(index & 0xffff, (first + index) * 7 + 5);
  }
  const xref = Buffer.concat([
    Buffer.from(`6 0 obj`),
    stream(`/Type/XRef/W[1 4 2]/Size ${first + count}/Root 1 0 R`, deflateSync(table)),
    Buffer.from(`endobj\nstartxref\n${offset}\n%%EOF`),
  ]);
  return Buffer.concat([Buffer.from("%PDF-1.7\n"), ...objects, xref]);
}
