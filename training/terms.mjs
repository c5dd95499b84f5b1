// Reads evaluation folders through the product's own code, and writes what the training needs of them: sentences and terms.
// usage: node training/terms.mjs OUT FOLDER... (after `npm run build`)
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { splitSentences } from "../dist/documents/sentences.js";
import { withoutFraming } from "../dist/language/framing.js";
import { isFunctionWord, termsOf } from "../dist/language/terms.js";

const [out, ...folders] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

function linesOf(file) {
  const text = readFileSync(file, "utf8");
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
}

for (const folder of folders) {
  const articles = new Map();
  for (const line of linesOf(path.join(folder, "corpus.jsonl"))) {
    const title = line.title ?? line.article.replaceAll("_", " ");
    const article = articles.get(line.article) ?? {
      id: line.article,
      title,
      titleTerms: termsOf(title),
      paragraphs: [],
    };
    articles.set(line.article, article);
    const sentences = splitSentences(line.text).map(({ start, end }) => line.text.slice(start, end));
    article.paragraphs.push({ id: line.id, sentences, terms: sentences.map(termsOf) });
  }
  const questions = linesOf(path.join(folder, "queries.jsonl"))
    .filter((line) => line.duplicate_of === undefined && articles.has(line.article))
    .map((line) => {
      const text = withoutFraming(line.text);
      const terms = [...new Set(termsOf(text))];
      const spans =
        line.answer_start === undefined ? [] : [line.answer, ...(line.answer_alternatives ?? [])].filter(Boolean);
      return {
        id: line.id,
        article: line.article,
        text,
        terms,
        content: terms.map((term) => !isFunctionWord(term)),
        answerable: line.answerable,
        right: [...line.relevant, ...(line.also_acceptable ?? [])],
        spans,
        near: line.near ?? [],
        why: line.why,
        style: line.style,
      };
    });
  const name = path.basename(path.resolve(folder));
  writeFileSync(path.join(out, `${name}.json`), JSON.stringify({ articles: [...articles.values()], questions }));
  console.log(name, articles.size, "articles", questions.length, "questions");
}
