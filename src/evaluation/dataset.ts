import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Article } from "../documents/article.js";
import { splitSentences } from "../documents/sentences.js";
import { PersonError } from "../person-error.js";

/** A paragraph: its id, and the name of its article; an article's paragraphs stand in order. */
const corpusLine = z.object({ id: z.string(), article: z.string(), title: z.string().optional(), text: z.string() });

/** A question, and which paragraphs answer it. */
const queryLine = z.object({
  id: z.string(),
  text: z.string(),
  /** Whether its article answers it. */
  answerable: z.boolean(),
  /** The ids of the paragraphs that answer it, and of further ones that count as right. */
  relevant: z.array(z.string()),
  also_acceptable: z.array(z.string()).optional(),
  /** The name of the article that it is about. */
  article: z.string().optional(),
  /** The words that answer; without a start they are no part of the text. */
  answer: z.string().optional(),
  answer_start: z.number().optional(),
  answer_alternatives: z.array(z.string()).optional(),
  /** The id of the same question elsewhere in the file: this one is left out. */
  duplicate_of: z.string().optional(),
});

/** A question with what counts as right. */
export interface Query {
  readonly text: string;
  readonly answerable: boolean;
  /** Article and paragraph number of each right paragraph, joined by `#`. */
  readonly right: ReadonlySet<string>;
  /** The article it is about; `undefined` where the set does not say. */
  readonly article: string | undefined;
  /** Texts of which the answering sentence contains one; empty where the answer is no span. */
  readonly spans: readonly string[];
}

/** A folder of `corpus.jsonl` and `queries.jsonl`, whose lines are the schemas of this file. */
export interface Dataset {
  readonly name: string;
  /** By name; each line of the corpus is one paragraph. */
  readonly articles: ReadonlyMap<string, Article>;
  /** Without duplicates, in the order of the file. */
  readonly queries: readonly Query[];
  /** SHA-256 of both files. */
  readonly hash: string;
}

/** The folder is no evaluation set; the message names the file and the line. */
export class DatasetError extends PersonError {
  override readonly name = "DatasetError";
}

/** How a right paragraph is named in `Query.right`. */
export function paragraphKey(article: string, number: number): string {
  return `${article}#${number}`;
}

/**
 * Reads an evaluation set.
 * @throws DatasetError
 */
export async function readDataset(folder: string): Promise<Dataset> {
  // One after the other, so that of a folder without both files the error always names the first.
  const corpus = await readLines(path.join(folder, "corpus.jsonl"), corpusLine);
  const queries = await readLines(path.join(folder, "queries.jsonl"), queryLine);
  const keys = new Map<string, string>();
  const linesOf = new Map<string, z.infer<typeof corpusLine>[]>();
  for (const line of corpus.lines) {
    const lines = linesOf.get(line.article) ?? [];
    linesOf.set(line.article, lines);
    keys.set(line.id, paragraphKey(line.article, lines.push(line)));
  }
  const names = [...linesOf.keys()].sort();
  const articles = new Map(names.map((name) => [name, articleOf(name, linesOf.get(name) ?? [])]));
  return {
    name: path.basename(path.resolve(folder)),
    articles,
    queries: queries.lines.filter(({ duplicate_of }) => duplicate_of === undefined).map((line) => queryOf(line, keys)),
    hash: createHash("sha256").update(corpus.text).update(queries.text).digest("hex"),
  };
}

function articleOf(name: string, lines: readonly z.infer<typeof corpusLine>[]): Article {
  return {
    title: lines[0]?.title ?? name.replaceAll("_", " "),
    source: name,
    paragraphs: lines.map(({ text }, at) => ({ number: at + 1, headings: [], text, sentences: splitSentences(text) })),
  };
}

function queryOf(line: z.infer<typeof queryLine>, keys: ReadonlyMap<string, string>): Query {
  const right = [...line.relevant, ...(line.also_acceptable ?? [])].flatMap((id) => keys.get(id) ?? []);
  const hasSpan = line.answer !== undefined && line.answer_start !== undefined;
  return {
    text: line.text,
    answerable: line.answerable,
    right: new Set(right),
    article: line.article,
    // An empty text would be in every sentence.
    spans: hasSpan ? [line.answer ?? "", ...(line.answer_alternatives ?? [])].filter((span) => span !== "") : [],
  };
}

async function readLines<Line>(file: string, schema: z.ZodType<Line>): Promise<{ text: string; lines: Line[] }> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new DatasetError(`${file} cannot be read. Give a folder with corpus.jsonl and queries.jsonl.`, { cause });
  });
  const lines = text
    .replace(/^\ufeff/, "")
    .split("\n")
    .flatMap((line, at) => (line.trim() === "" ? [] : [parseLine(line, schema, `${file}, line ${at + 1}`)]));
  return { text, lines };
}

function parseLine<Line>(line: string, schema: z.ZodType<Line>, where: string): Line {
  const shown = line.trim().slice(0, 120);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new DatasetError(`${where}: expected JSON, got ${shown}`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: [field = "the line"], message }) => `${String(field)}: ${message}`);
  throw new DatasetError(`${where}: ${problems.join("; ")}, got ${shown}`);
}

/**
 * Draws `limit` queries with a fixed generator (mulberry32, Tommy Ettinger, public domain), so that two runs with one seed
 * see the same ones, in the order of the file.
 */
export function sample(queries: readonly Query[], limit: number, seed: number): Query[] {
  if (limit >= queries.length) return [...queries];
  const random = mulberry32(seed);
  const positions = queries.map((_, at) => at);
  for (let at = 0; at < limit; at++) {
    const other = at + Math.floor(random() * (positions.length - at));
    [positions[at], positions[other]] = [positions[other] ?? at, positions[at] ?? other];
  }
  return positions
    .slice(0, limit)
    .sort((a, b) => a - b)
    .flatMap((at) => queries[at] ?? []);
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
