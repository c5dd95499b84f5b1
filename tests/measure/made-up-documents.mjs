// Large documents that are the same at every run, for the measuring of imports.
import { deflateSync } from "node:zlib";

const SUBJECTS = [
  "The ferry",
  "The keeper of the wells",
  "A mason from the upper town",
  "The harbour board",
  "Every school child",
];
const VERBS = ["crossed", "measured", "described", "repaired", "remembered"];
const OBJECTS = [
  "the river before the ice came",
  "the stairs of the oldest well",
  "the chains that hold the boat",
  "a bell without a church",
];

/** A sentence like another, but not the same. */
const sentence = (index) =>
  `${SUBJECTS[index % 5]} ${VERBS[(index * 7) % 5]} ${OBJECTS[(index * 3) % 4]} in ${1500 + (index % 500)}, as entry ${index} of the book says.`;
export const paragraph = (index) => Array.from({ length: 4 }, (_, each) => sentence(index * 4 + each)).join(" ");

/** A page of `bytes` with these paragraphs, beginning with the one of number `first`: the rest is menus and markup, as on the web. */
export function pageOfHtml({ paragraphs, bytes, first = 0 }) {
  const parts = Array.from({ length: paragraphs }, (_, at) => {
    const heading = at % 12 === 0 ? `<h2>Chapter ${at / 12 + 1}</h2>` : "";
    return `${heading}<p>${paragraph(first + at).replaceAll("The ferry", '<a href="/ferry">The ferry</a>')}</p>\n`;
  });
  const article = `<article><h1>Book ${first}</h1>${parts.join("")}</article>`;
  const item = '<li class="menu__item menu__item--level-2"><a href="/elsewhere">Somewhere else</a></li>\n';
  const menu = item.repeat(Math.max(1, Math.ceil((bytes - article.length) / item.length)));
  return Buffer.from(
    `<!doctype html><html><head><title>Book ${first}</title></head><body>${article}<nav><ul>${menu}</ul></nav></body></html>`,
  );
}

/** A book in Helvetica with a running header and page numbers. */
export function bookOfPdf({ pages, paragraphsEach }) {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"];
  const kids = [];
  for (let page = 1; page <= pages; page++) {
    const lines = [`1 0 0 1 72 800 Tm (The book of the wells) Tj`, `1 0 0 1 290 30 Tm (${page}) Tj`];
    let y = 760;
    for (let index = 0; index < paragraphsEach; index++) {
      for (const line of paragraph(page * paragraphsEach + index).match(/.{1,85}(?: |$)/g) ?? []) {
        lines.push(`1 0 0 1 72 ${y} Tm (${line.trim()}) Tj`);
        y -= 13;
      }
      y -= 10;
    }
    const content = deflateSync(Buffer.from(`BT /F 10 Tf ${lines.join(" ")} ET`)).toString("latin1");
    kids.push(`${objects.length + 1} 0 R`);
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${objects.length + 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
      `<</Filter/FlateDecode/Length ${content.length}>>stream\n${content}\nendstream`,
    );
  }
  objects[1] = `<</Type/Pages/Count ${pages}/Kids[${kids.join(" ")}]>>`;
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file, "latin1");
}
