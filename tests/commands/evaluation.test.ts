import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { CLI, THREE_ARTICLES, temporaryFolder } from "../evaluation/command.js";
import { runHere } from "./run-here.js";

const measure = z.number().min(0).max(1).nullable();
const refusal = z.strictObject({ auroc: measure, answeredRight: measure, answeredWrong: measure });
const report = z.strictObject({
  dataset: z.string(),
  model: z.string(),
  method: z.enum(["full", "cosine"]),
  questions: z.int(),
  library: z.strictObject({ hit1: measure, hit3: measure, hit5: measure, mrr10: measure, ndcg10: measure }),
  article: z.strictObject({ hit1: measure, hit3: measure, hit5: measure, mrr10: measure }),
  answerSentence: measure,
  offArticle: refusal,
  removed: refusal,
  unanswerable: refusal,
  tiers: z.strictObject({ foundPrecision: measure, rightShown: measure, unanswerableFound: measure }),
  byStyle: z.record(z.string(), z.unknown()),
  byWhy: z.record(z.string(), z.unknown()),
  about: z.strictObject({ recognized: measure, leadShown: measure, takenWrongly: measure }),
  followUps: z.strictObject({ right: measure, unanswerableFound: measure }),
  calibrationError: measure,
  seconds: z.number().positive(),
});

/** What `eval --json` prints: an array of reports, and of several the means behind them. */
async function reportsOf(folder: string, words: readonly string[]) {
  const { stdout, stderr, status } = await runHere(words, folder);
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  const printed = z.array(z.unknown()).parse(JSON.parse(stdout));
  const means = z.strictObject({ mean: z.record(z.string(), measure) });
  if (printed.length > 1) expect(means.parse(printed.pop()).mean["library hit@3"]).not.toBeUndefined();
  return z.array(report).parse(printed);
}

/** A folder of its own whose cache has the embeddings of `THREE_ARTICLES`, for what is not about embedding them. */
function embeddedFolder(): string {
  const folder = temporaryFolder();
  cpSync(path.join(embedded, ".cache"), path.join(folder, ".cache"), { recursive: true });
  return folder;
}
const embedded = temporaryFolder();
beforeAll(async () => {
  for (const method of ["full", "cosine"])
    await reportsOf(embedded, ["eval", THREE_ARTICLES, "--json", "--method", method]);
});

const withoutTime = ({ seconds: _, ...figures }: z.infer<typeof report>) => figures;
const NONE = { auroc: null, answeredRight: null, answeredWrong: null };

function embeddingsIn(folder: string): number {
  const database = new DatabaseSync(path.join(folder, ".cache/embeddings.db"), { readOnly: true });
  const { count } = z
    .object({ count: z.number() })
    .parse(database.prepare("SELECT count(*) AS count FROM embedding").get());
  database.close();
  return count;
}

function setOf(folder: string, corpus: readonly object[], queries: readonly object[]): string {
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join("\n");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "corpus.jsonl"), lines(corpus));
  writeFileSync(path.join(folder, "queries.jsonl"), lines(queries));
  return folder;
}

describe("npm run eval", () => {
  it("prints one report a folder in a fixed form, the same each time, and embeds nothing twice", async () => {
    const folder = temporaryFolder();
    const [first, again, ...more] = await reportsOf(folder, ["eval", THREE_ARTICLES, `${THREE_ARTICLES}/`, "--json"]);
    if (first === undefined || again === undefined) throw new Error("Expected two reports.");
    expect(more).toEqual([]);
    // The order of the keys too.
    expect(JSON.stringify(first)).toBe(JSON.stringify(report.parse(first)));
    expect(withoutTime(again)).toEqual(withoutTime(first));
    expect(first).toMatchObject({ dataset: "three-articles", method: "full", questions: 15 });
    expect(first.model).toMatch(/^Xenova\/e5-small-v2@[0-9a-f]{12}\+tokens1\.[0-9a-f]{6}$/);
    // Small and plain: every right paragraph is among the first three, and every span of several kinds of letters is found.
    expect(first).toMatchObject({ library: { hit3: 1 }, article: { hit3: 1 } });
    expect(first.answerSentence).toBeGreaterThan(0.8);
    expect(first.offArticle.auroc).toBeGreaterThan(0.9);
    expect(Object.values(first)).not.toContain(null);

    const embedded = embeddingsIn(folder);
    const [cosine] = await reportsOf(folder, ["eval", THREE_ARTICLES, "--json", "--method", "cosine"]);
    expect(cosine).toMatchObject({ method: "cosine", questions: 15, answerSentence: null, calibrationError: null });
    expect(cosine?.offArticle).toMatchObject({ answeredRight: null, answeredWrong: null });
    expect(embeddingsIn(folder)).toBeGreaterThan(embedded);
    const drawn = () => reportsOf(folder, ["eval", THREE_ARTICLES, "--json", "--limit", "4", "--seed", "7"]);
    const kept = embeddingsIn(folder);
    const [four, sameFour] = [await drawn(), await drawn()];
    expect(four[0]?.questions).toBe(4);
    expect(sameFour.map(withoutTime)).toEqual(four.map(withoutTime));
    expect(embeddingsIn(folder)).toBe(kept);
  });

  it("leaves out what a set cannot tell", async () => {
    const folder = temporaryFolder();
    const corpus = ["The first tram leaves at five past six.", "A ticket costs two crowns."].map((text, at) => ({
      id: `${at}`,
      article: "tram",
      text,
    }));
    const query = { text: "what does a ticket cost", answerable: true, relevant: ["1"] };
    const oneArticle = setOf(path.join(folder, "one article"), corpus, [{ ...query, id: "q", article: "tram" }]);
    const noArticle = setOf(path.join(folder, "no article"), corpus, [{ ...query, id: "q" }]);
    const [one, none] = await reportsOf(folder, ["eval", oneArticle, noArticle, "--json"]);
    expect(one).toMatchObject({
      library: { hit1: 1 },
      article: { hit1: 1 },
      answerSentence: null,
      offArticle: NONE,
      removed: { auroc: 1 },
      unanswerable: NONE,
    });
    expect(none).toMatchObject({
      library: { hit1: 1 },
      article: { hit1: null, hit3: null, hit5: null, mrr10: null },
      offArticle: NONE,
      removed: NONE,
      calibrationError: null,
    });
  });

  it("prints a table without --json, a column a set", async () => {
    const { stdout, stderr, status } = await runHere(["eval", THREE_ARTICLES, "--limit", "2"], embeddedFolder());
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual(["|  | three-articles |", "| --- | --: |", "| questions | 2 |"]);
    for (const line of lines.slice(3, -1)) expect(line).toMatch(/^\| [^|]+ \| (?:[01]\.\d{3}|–) \|$/);
    expect(lines.at(-1)).toMatch(/^\| seconds \| \d+ \|$/);
  });

  const broken = setOf(temporaryFolder(), [{ id: "1", article: "tram", text: "The tram." }], [{ id: "q1" }]);
  it.each([
    [[], /^Expected a folder with an evaluation set, got none\.\nnpm run --silent eval/, 2],
    [["x", "--limit", "1e3"], /^--limit: expected a whole number from 1, got "1e3"\.\nnpm run --silent eval/, 2],
    [["x", "--limit", "0"], /^--limit: expected a whole number from 1, got "0"\.\nnpm run --silent eval/, 2],
    [["x", "--seed", ""], /^--seed: expected a whole number from 0, got ""\.\nnpm run --silent eval/, 2],
    [["x", "--method", "dot"], /^--method: expected one of full, cosine, got "dot"\.\nnpm run --silent eval/, 2],
    [["x", "--limit", "-1"], /^--limit: expected a whole number from 1, got "-1"\.\nnpm run --silent eval/, 2],
    [["x", "--quick"], /^Unknown option '--quick'\.\nnpm run --silent eval/, 2],
    [["x", "--limit"], /^Option '--limit <value>' argument missing\.\nnpm run --silent eval/, 2],
    [[THREE_ARTICLES, "--model", "no/such"], /^Model no\/such: .* cannot be read\. Set MODEL/, 1],
    [[THREE_ARTICLES, "nowhere"], /^nowhere\/corpus\.jsonl cannot be read\. Give a folder/, 1],
    [[broken], /queries\.jsonl, line 1: text: .*; answerable: .*; relevant: .*, got \{"id":"q1"\}$/, 1],
  ])("tells what is wrong with %j, once, and what was given", async (words, message, code) => {
    const { stdout, stderr, status } = await runHere(["eval", ...words], temporaryFolder());
    expect({ stdout, status }).toEqual({ stdout: "", status: code });
    expect(stderr.trimEnd()).toMatch(message);
    const [, ...because] = stderr.trimEnd().split("\n");
    // After a problem that is none of the words', an error of the system may follow as the reason.
    for (const reason of code === 1 ? because : []) expect(reason).toMatch(/^ {2}because: ENOENT/);
  });

  it("says that its cache is damaged, and ends", async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, ".cache"));
    writeFileSync(path.join(folder, ".cache/embeddings.db"), "no database ".repeat(500));
    const { stdout, stderr, status } = await runHere(["eval", THREE_ARTICLES], folder);
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^\.cache\/embeddings\.db cannot be used as a cache of embeddings\. .*remove it/);
  });

  it("ends quietly where nobody reads its output to the end", async () => {
    const child = spawn(process.execPath, [CLI, "eval", THREE_ARTICLES, "--limit", "1"], {
      cwd: embeddedFolder(),
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let complaints = "";
    child.stderr.on("data", (data: Buffer) => {
      complaints += data;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(complaints).toBe("");
  });

  it("can be stopped by Ctrl-C, and goes on from what it has embedded", async () => {
    const folder = temporaryFolder();
    const texts = Array.from({ length: 400 }, (_, at) => `Tram number ${at} goes to the harbour and back ${at} times.`);
    const corpus = texts.map((text, at) => ({ id: `${at}`, article: `tram ${at}`, text }));
    const large = setOf(path.join(folder, "large"), corpus, [{ id: "q", text: "?", answerable: false, relevant: [] }]);
    const child = spawn(process.execPath, [CLI, "eval", large, "--json"], {
      cwd: folder,
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (printed += data));
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    await expect
      .poll(() => existsSync(path.join(folder, ".cache/embeddings.db-wal")) && embeddingsIn(folder), {
        timeout: 30_000,
      })
      .toBeGreaterThan(20);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(printed).toBe("");
    const kept = embeddingsIn(folder);
    expect(await reportsOf(folder, ["eval", THREE_ARTICLES, "--json", "--limit", "1"])).toHaveLength(1);
    expect(embeddingsIn(folder)).toBeGreaterThan(kept);
  });
});

describe("npm run measure:quality", () => {
  const START = "<!-- quality: made by npm run measure:quality, not by hand -->";
  const before = `# Ours\n\nWords above: $& $1.\n\n${START}`;
  const after = "<!-- /quality -->\n\nWords below.\n";

  it("writes the table of both methods between the markers, and nothing else", async () => {
    const folder = embeddedFolder();
    const file = path.join(folder, "README.md");
    writeFileSync(file, `${before}\nan old table\n${after}`);
    const { stdout, stderr, status } = await runHere(["measure-quality", THREE_ARTICLES], folder);
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
    const written = readFileSync(file, "utf8");
    expect(written).toBe(`${before}\n${stdout}${after}`);
    const [head, table = "", foot, ...more] = stdout.trimEnd().split("\n\n");
    expect(more).toEqual([]);
    expect(head).toContain(`\`npm run measure:quality -- ${THREE_ARTICLES}\` with Xenova/e5-small-v2@`);
    expect(foot).toMatch(/^\d{4}-\d\d-\d\d, \d+ × .+, \d+ GB, Node [\d.]+\.$/);

    const [full] = await reportsOf(folder, ["eval", THREE_ARTICLES, "--json"]);
    const [cosine] = await reportsOf(folder, ["eval", THREE_ARTICLES, "--json", "--method", "cosine"]);
    const cells = new Map(
      table
        .split("\n")
        .map((row) => row.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")))
        .map(([name = "", value]) => [name, value]),
    );
    expect(cells.get("questions")).toBe("15");
    expect(cells.get("library hit@1")).toBe(full?.library.hit1?.toFixed(3));
    expect(cells.get("removed: AUROC")).toBe(full?.removed.auroc?.toFixed(3));
    expect(cells.get("calibration error")).toBe(full?.calibrationError?.toFixed(3));
    expect(cells.get("*plain cosine:* library hit@1")).toBe(cosine?.library.hit1?.toFixed(3));
    expect(cells.get("*plain cosine:* library nDCG@10")).toBe(cosine?.library.ndcg10?.toFixed(3));
  });

  it.each([
    ["no markers", "# Ours\n"],
    ["no end", before],
    ["the end first", `${after}${before}`],
    ["two places", `${before}${after}${before}${after}`],
  ])("refuses a README with %s before it measures, and leaves it alone", async (_, readme) => {
    const folder = temporaryFolder();
    const file = path.join(folder, "README.md");
    writeFileSync(file, readme);
    const { stdout, stderr, status } = await runHere(["measure-quality", THREE_ARTICLES], folder);
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^README\.md was not changed: expected one line <!-- quality: .* -->\.\n$/);
    expect(readFileSync(file, "utf8")).toBe(readme);
    expect(existsSync(path.join(folder, ".cache"))).toBe(false);
  });
});
