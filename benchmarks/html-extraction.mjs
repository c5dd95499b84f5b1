// How much of web pages' articles is read, and how much else with them, on two public sets that people annotated. Neither is in
// the repository: clone them, build, and say where they are (either may be missing).
//
//   git clone https://github.com/scrapinghub/article-extraction-benchmark aeb; git clone https://github.com/adbar/trafilatura traf
//   node benchmarks/html-extraction.mjs [--pages] aeb traf
//
// aeb: 181 pages with their articles' whole text. Recall, precision and F1 of each page are those of its words as a multiset; means.
// traf: 990 pages with pieces that belong to the article and pieces that do not (its tests/evaluate.py): a piece counts as found
//   where it stands in the text, white space aside. Precision, recall and F1 are of all pieces together.
// Rules are tuned on one half of the pages (the first byte of the SHA-256 of a page's name is even) and never with a look at the
// other. What is measured is what people get: `readDocument`'s headings and paragraphs, without the title. A refused page has no
// text. --pages prints every page of the half that rules are tuned on, the worst first. ms: a page's mean processor time, all of its reading.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { readDocument } from "../dist/documents/read-document.js";

const folders = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const printPages = process.argv.includes("--pages");
const half = (name) => (createHash("sha256").update(name).digest()[0] % 2 === 0 ? "tuned on" : "unseen");

/** The text that an article shows: each heading where it begins, and the paragraphs. */
async function read(bytes, url) {
  const started = process.cpuUsage();
  const article = await readDocument(bytes, { name: "page.html", contentType: "text/html", url }).catch(
    () => undefined,
  );
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  const lines = [];
  let before = [];
  for (const { headings, text } of article?.paragraphs ?? []) {
    const from = headings.findIndex((heading, level) => heading !== before[level]);
    if (from !== -1) lines.push(...headings.slice(from));
    before = headings;
    lines.push(text);
  }
  return { text: lines.join("\n"), ms };
}

function bagOfWords(text) {
  const bag = new Map();
  for (const word of text.match(/[\p{L}\p{N}_]+/gu) ?? []) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
const mean = (values) => sum(values) / values.length;
const f1Of = (recall, precision) => (recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision));

async function measureArticles(folder) {
  const truth = JSON.parse(readFileSync(path.join(folder, "ground-truth.json"), "utf8"));
  const pages = [];
  for (const [name, { articleBody, url }] of Object.entries(truth)) {
    const { text, ms } = await read(gunzipSync(readFileSync(path.join(folder, "html", `${name}.html.gz`))), url);
    const [wanted, found] = [bagOfWords(articleBody), bagOfWords(text)];
    const shared = sum([...wanted].map(([word, count]) => Math.min(count, found.get(word) ?? 0)));
    const recall = shared / Math.max(1, sum([...wanted.values()]));
    const precision = shared / Math.max(1, sum([...found.values()]));
    pages.push({ name, half: half(name), recall, precision, f1: f1Of(recall, precision), ms });
  }
  const figures = (some) =>
    Object.fromEntries(["recall", "precision", "f1", "ms"].map((key) => [key, mean(some.map((page) => page[key]))]));
  return { pages, figures };
}

async function measurePieces(folder) {
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const pages = [];
  for (const [url, { file, with: wanted, without: unwanted }] of Object.entries(
    JSON.parse(readFileSync(path.join(folder, "tests/evaldata.json"), "utf8")),
  )) {
    const place = ["cache", "eval"].map((side) => path.join(folder, "tests", side, file)).find(existsSync);
    const { text, ms } = await read(readFileSync(place), url);
    const seen = flat(text);
    const missed = wanted.filter((piece) => !seen.includes(flat(piece)));
    const wrong = unwanted.filter((piece) => seen.includes(flat(piece)));
    const found = wanted.length - missed.length;
    pages.push({
      name: file,
      half: half(file),
      found,
      missed,
      wrong,
      f1: f1Of(found / wanted.length, found / Math.max(1, found + wrong.length)),
      ms,
    });
  }
  const figures = (some) => {
    const [found, missed, wrong] = [
      sum(some.map((page) => page.found)),
      sum(some.map((page) => page.missed.length)),
      sum(some.map((page) => page.wrong.length)),
    ];
    const [recall, precision] = [found / (found + missed), found / (found + wrong)];
    return { recall, precision, f1: f1Of(recall, precision), ms: mean(some.map((page) => page.ms)) };
  };
  return { pages, figures };
}

const number = (value, digits = 3) => value.toFixed(digits).padStart(9);
console.log(
  `${"set".padEnd(30)}${"recall".padStart(9)}${"precision".padStart(11)}${"F1".padStart(7)}${"ms".padStart(9)}`,
);
for (const folder of folders) {
  const articles = existsSync(path.join(folder, "ground-truth.json"));
  const { pages, figures } = await (articles ? measureArticles(folder) : measurePieces(folder));
  for (const part of ["tuned on", "unseen", "all"]) {
    const some = pages.filter((page) => part === "all" || page.half === part);
    const { recall, precision, f1, ms } = figures(some);
    console.log(
      `${`${path.basename(folder)}, ${part}, ${some.length} pages`.padEnd(30)}${number(recall)}${number(precision)}${number(f1)}${number(ms, 0)}`,
    );
  }
  if (!printPages) continue;
  for (const page of pages.filter((each) => each.half === "tuned on").sort((a, b) => a.f1 - b.f1))
    console.log(JSON.stringify(page));
}
