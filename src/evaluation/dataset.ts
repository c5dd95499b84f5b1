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
  /** How it is worded, and why its article does not answer it; in words of the set's own. */
  style: z.string().optional(),
  why: z.string().optional(),
});

/** A question about an article as a whole, and the ids of the paragraphs of which an overview shows one. */
const aboutLine = z.object({ article: z.string(), text: z.string(), lead: z.array(z.string()) });

/** Two questions of a conversation: the second cannot stand alone. */
const followUpLine = z.object({
  article: z.string(),
  first: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the name is the set's
  then: z.string(),
  answerable: z.boolean(),
  relevant: z.array(z.string()),
  also_acceptable: z.array(z.string()).optional(),
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
  /** How it is worded; left out where the set does not say. */
  readonly style?: string;
  /** Why its article does not answer it; left out where it does, and where the set does not say. */
  readonly why?: string;
}

/** A question about an article as a whole. */
export interface AboutQuestion {
  readonly article: string;
  readonly text: string;
  /** The numbers of the paragraphs of which an overview shows one. */
  readonly lead: readonly number[];
}

/** A question, and one that cannot stand without it. */
export interface FollowUp {
  readonly article: string;
  readonly first: string;
  readonly second: string;
  readonly answerable: boolean;
  /** As in `Query`, of the second question. */
  readonly right: ReadonlySet<string>;
}

/** A folder of `corpus.jsonl` and `queries.jsonl`, perhaps `about.jsonl` and `followups.jsonl`; their lines are this file's schemas. */
export interface Dataset {
  readonly name: string;
  /** By name; each line of the corpus is one paragraph. */
  readonly articles: ReadonlyMap<string, Article>;
  /** Without duplicates, in the order of the file. */
  readonly queries: readonly Query[];
  /** Both empty where the folder has none. */
  readonly about: readonly AboutQuestion[];
  readonly followUps: readonly FollowUp[];
  /** SHA-256 of the corpus and the queries. */
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
  const about = await readLines(path.join(folder, "about.jsonl"), aboutLine, "perhaps");
  const followUps = await readLines(path.join(folder, "followups.jsonl"), followUpLine, "perhaps");
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
    about: about.lines.map(({ article, text, lead }) => ({ article, text, lead: numbersOf(keysOf(lead, keys)) })),
    followUps: followUps.lines.map(({ article, first, then: second, answerable, relevant, also_acceptable = [] }) => ({
      article,
      first,
      second,
      answerable,
      right: new Set(keysOf([...relevant, ...also_acceptable], keys)),
    })),
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

function keysOf(ids: readonly string[], keys: ReadonlyMap<string, string>): string[] {
  return ids.flatMap((id) => keys.get(id) ?? []);
}

function numbersOf(keys: readonly string[]): number[] {
  return keys.map((key) => Number(key.slice(key.lastIndexOf("#") + 1)));
}

function queryOf(line: z.infer<typeof queryLine>, keys: ReadonlyMap<string, string>): Query {
  const right = keysOf([...line.relevant, ...(line.also_acceptable ?? [])], keys);
  const hasSpan = line.answer !== undefined && line.answer_start !== undefined;
  return {
    text: line.text,
    answerable: line.answerable,
    right: new Set(right),
    article: line.article,
    // An empty text would be in every sentence.
    spans: hasSpan ? [line.answer ?? "", ...(line.answer_alternatives ?? [])].filter((span) => span !== "") : [],
    ...(line.style !== undefined && { style: line.style }),
    ...(line.why !== undefined && { why: line.why }),
  };
}

/** @param isThere `perhaps`: a file that is not there has no lines */
async function readLines<Line>(
  file: string,
  schema: z.ZodType<Line>,
  isThere: "surely" | "perhaps" = "surely",
): Promise<{ text: string; lines: Line[] }> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    if (isThere === "perhaps" && cause instanceof Error && "code" in cause && cause.code === "ENOENT") return "";
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
export function sample<Question>(queries: readonly Question[], limit: number, seed: number): Question[] {
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
