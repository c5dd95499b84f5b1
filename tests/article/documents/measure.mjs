// Time and memory to read large documents (parsing only, no embedding): `npm run measure:documents`. Prints a table.
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { deflateSync } from "node:zlib";
import { DocumentReader } from "../../../dist/article/document-reader.js";

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
const paragraph = (index) => Array.from({ length: 4 }, (_, each) => sentence(index * 4 + each)).join(" ");

function pageOfHtml(bytes) {
  const parts = [];
  for (let length = 0, index = 0; length < bytes; index++) {
    const part = `${index % 12 === 0 ? `<h2>Chapter ${index / 12 + 1}</h2>` : ""}<p>${paragraph(index).replace("ferry", '<a href="/ferry">ferry</a>')}</p>\n`;
    parts.push(part);
    length += part.length;
  }
  const menu = `<nav><ul>${'<li><a href="/">Somewhere else</a></li>'.repeat(50)}</ul></nav>`;
  return Buffer.from(
    `<!doctype html><html><head><title>The book</title></head><body>${menu}<article>${parts.join("")}</article></body></html>`,
  );
}

/** A book in Helvetica: 42 lines a page in paragraphs, with a running header and page numbers. */
function bookOfPdf(pages) {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"];
  const kids = [];
  for (let page = 1; page <= pages; page++) {
    const lines = [`1 0 0 1 72 800 Tm (The book of the wells) Tj`, `1 0 0 1 290 30 Tm (${page}) Tj`];
    let y = 760;
    for (let index = 0; index < 7; index++) {
      for (const line of paragraph(page * 7 + index).match(/.{1,85}(?: |$)/g) ?? []) {
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

/** One document in a fresh process: time from start to answer, and the process's greatest memory. */
async function alone(bytes, name) {
  const began = performance.now();
  const child = fork(new URL("../../../dist/article/document-process.js", import.meta.url), ["2e9"], {
    serialization: "advanced",
  });
  child.send({ bytes, hints: { name } });
  const [reply] = await once(child, "message");
  const seconds = (performance.now() - began) / 1000;
  const peak =
    process.platform === "linux"
      ? /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]
      : undefined;
  child.kill();
  if (reply.type !== "article") throw new Error(`${name} was not read: ${JSON.stringify(reply.fault)}`);
  const memory = peak === undefined ? "?" : `${Math.round(Number(peak) / 1000)} MB`;
  return { paragraphs: reply.article.paragraphs.length, seconds: seconds.toFixed(2), "peak memory": memory };
}

async function hundredAtOnce() {
  const documents = Array.from({ length: 100 }, (_, index) => ({
    bytes: pageOfHtml(20_000),
    name: `article-${index}.html`,
  }));
  const reader = new DocumentReader();
  let longestDelay = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longestDelay = Math.max(longestDelay, performance.now() - last - 5);
    last = performance.now();
  }, 5);
  const began = performance.now();
  const articles = await Promise.all(documents.map(({ bytes, name }) => reader.read(bytes, { name })));
  const seconds = (performance.now() - began) / 1000;
  clearInterval(ticking);
  await reader.close();
  const paragraphs = articles.reduce((sum, article) => sum + article.paragraphs.length, 0);
  return { paragraphs, seconds: seconds.toFixed(2), "main thread's longest delay": `${longestDelay.toFixed(0)} ms` };
}

console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`,
);
console.table({
  "PDF of 300 pages": await alone(bookOfPdf(300), "book.pdf"),
  "HTML page of 1 MB": await alone(pageOfHtml(1_000_000), "book.html"),
  "text of 1 MB": await alone(
    Buffer.from(Array.from({ length: 2200 }, (_, index) => paragraph(index)).join("\n\n")),
    "book.txt",
  ),
  "100 HTML pages of 20 kB at once": await hundredAtOnce(),
});
