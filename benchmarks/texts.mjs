import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArticle } from "../dist/documents/read-document.js";

const ROOT = path.resolve(import.meta.dirname, "..");
const WIKIPEDIA = path.resolve(ROOT, "../shared/eval/newwiki/corpus.jsonl");

/** Longer paragraphs may not fit into 512 tokens; Pilcrow splits those, the others cut them off. */
const MAX_CHARACTERS = 1600;

/** Paragraphs with their sentences as spans, always the same for the same `count`. */
export function paragraphs(count) {
  const known = existsSync(WIKIPEDIA) ? wikipediaParagraphs() : shippedParagraphs();
  return Array.from({ length: count }, (_, at) => {
    // A step that shares no factor with any likely number of paragraphs mixes the articles.
    const { headings, text, sentences } = known[(at * 7919) % known.length];
    return { number: at + 1, headings, text, sentences };
  });
}

/** Where the paragraphs come from, for the table. */
export function origin() {
  return existsSync(WIKIPEDIA) ? "Wikipedia paragraphs (../shared/eval/newwiki)" : "paragraphs of the shipped articles";
}

function wikipediaParagraphs() {
  const lines = readFileSync(WIKIPEDIA, "utf8").trim().split("\n");
  return lines
    .map((line) => JSON.parse(line).text)
    .filter((text) => text.length <= MAX_CHARACTERS)
    .flatMap((text) => parseArticle(new TextEncoder().encode(`Title\n\n${text}`), "wikipedia.txt").paragraphs.at(-1));
}

function shippedParagraphs() {
  const folder = path.join(ROOT, "articles");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => parseArticle(readFileSync(path.join(folder, file)), file).paragraphs)
    .filter(({ text }) => text.length <= MAX_CHARACTERS);
}
