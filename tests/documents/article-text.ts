import type { Article } from "../../src/documents/article.js";
import { parseArticle } from "../../src/documents/read-document.js";

export const parseText = (text: string, name = "test.txt"): Article =>
  parseArticle(new TextEncoder().encode(text), name);

export const textsOf = (article: Article): string[] => article.paragraphs.map((paragraph) => paragraph.text);
