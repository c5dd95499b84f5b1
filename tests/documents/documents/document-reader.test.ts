import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, expect, test } from "vitest";
import { ArticleError } from "../../../src/documents/article-error.js";
import { DocumentReader, type DocumentReaderOptions } from "../../../src/documents/sandbox/document-reader.js";
import { pdfWithContent } from "./hostile.js";

const words = new TextEncoder().encode("The ferry\n\nThe ferry crosses the river every nine minutes.\n");
const hints = { name: "ferry.txt" };
/** A PDF that takes many seconds and hundreds of megabytes. */
let heavy: Uint8Array;
beforeAll(() => {
  heavy = pdfWithContent(Buffer.alloc(100_000_000, "(ab) Tj "));
});

const readers: DocumentReader[] = [];
function newReader(options?: DocumentReaderOptions): DocumentReader {
  const reader = new DocumentReader(options);
  readers.push(reader);
  return reader;
}
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
});

const failureOf = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => new Error("It was read."),
    (error: unknown) => error,
  );

test("an article comes over whole", async () => {
  expect(await newReader().read(words, { ...hints, url: "https://example.org/ferry" })).toEqual({
    title: "The ferry",
    source: "https://example.org/ferry",
    paragraphs: [
      {
        number: 1,
        headings: [],
        text: "The ferry crosses the river every nine minutes.",
        sentences: [{ start: 0, end: 47 }],
      },
    ],
  });
});

test("what is missing in an article comes over with it", async () => {
  const file = path.join(import.meta.dirname, "fixtures/pdf-partly-scanned/source.pdf");
  const { omissions } = await newReader().read(readFileSync(file), { name: "ferry.pdf" });
  expect(omissions).toEqual([
    { kind: "page-number", count: 6 },
    { kind: "turned-line", count: 2 },
    { kind: "page-without-text", count: 4, pages: [2, 4, 5, 7] },
  ]);
});

test("an error comes over with its fields and its causes", async () => {
  const file = path.join(import.meta.dirname, "fixtures/pdf-encrypted/source.pdf");
  const error = await failureOf(newReader().read(readFileSync(file), { name: "secret.pdf" }));
  if (!(error instanceof ArticleError)) throw error;
  expect(error).toMatchObject({ source: "secret.pdf", reason: "encrypted", fault: { format: "PDF" } });
  expect(String(error.cause)).toContain("PasswordException");
});

test("too much time ends the document, not the reader", async () => {
  const reader = newReader({ timeoutMs: 300, processes: 1 });
  const error = await failureOf(reader.read(heavy, { name: "heavy.pdf" }));
  expect(error).toMatchObject({ source: "heavy.pdf", fault: { reason: "too-complex", what: "the time to read it" } });
  expect(await read(newReader({ processes: 1 }))).toBe("The ferry");
});

test("too much memory, on the heap or off it, ends the document, not the reader", async () => {
  const reader = newReader({ memoryBytes: 230_000_000, processes: 1 });
  const error = await failureOf(reader.read(heavy, { name: "heavy.pdf" }));
  expect(error).toMatchObject({
    fault: { reason: "too-complex", what: "the memory to read it", limit: 230, unit: "MB" },
  });
  expect(await read(reader)).toBe("The ferry");
});

test.skipIf(process.platform !== "linux")("a document in a used process that dies is read in a fresh one", async () => {
  const reader = newReader({ processes: 1 });
  await read(reader);
  const [used] = childrenOf(process.pid, "document-process");
  const reading = reader.read(Buffer.from("A ferry. ".repeat(100_000)), hints);
  process.kill(used ?? 0, "SIGSEGV");
  expect((await reading).paragraphs.length).toBe(1);
});

test("a signal stops a document under way and one that waits; the others go on", async () => {
  const reader = newReader({ processes: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const running = failureOf(reader.read(heavy, { name: "heavy.pdf" }, first.signal));
  const waiting = failureOf(reader.read(words, hints, second.signal));
  const kept = read(reader);
  second.abort(new Error("changed my mind"));
  first.abort(new Error("enough"));
  expect(await running).toMatchObject({ message: "enough" });
  expect(await waiting).toMatchObject({ message: "changed my mind" });
  expect(await kept).toBe("The ferry");
  expect(await failureOf(reader.read(words, hints, AbortSignal.abort(new Error("before"))))).toMatchObject({
    message: "before",
  });
});

test("a heavy document does not hold up the next one", async () => {
  const reader = newReader();
  const stop = new AbortController();
  const heavyReading = failureOf(reader.read(heavy, { name: "heavy.pdf" }, stop.signal));
  expect(await read(reader)).toBe("The ferry");
  stop.abort(new Error("enough"));
  expect(await heavyReading).toMatchObject({ message: "enough" });
});

test("many at once are all read, each its own", async () => {
  const reader = newReader();
  const titles = Array.from({ length: 40 }, (_, index) => `Ferry ${index}`);
  const articles = await Promise.all(
    titles.map((title) => reader.read(Buffer.from(`# ${title}\n\nIt crosses.`), { name: "a.md" })),
  );
  expect(articles.map((article) => article.title)).toEqual(titles);
});

test("closing gives up what is under way and refuses more", async () => {
  const reader = newReader();
  const reading = failureOf(reader.read(heavy, { name: "heavy.pdf" }));
  await reader.close();
  expect(await reading).toMatchObject({ message: "The document reader was closed." });
  await expect(reader.read(words, hints)).rejects.toThrow("closed");
});

test("too large documents are refused without a process", async () => {
  const error = await failureOf(newReader().read(new Uint8Array(10_000_001), { name: "huge.html" }));
  expect(error).toMatchObject({ fault: { reason: "too-large", bytes: 10_000_001, limit: 10_000_000 } });
});

// The reader's processes, seen from outside: a small program that reads one document, then does as it is told.
const program = (then: string): string => `
  import { DocumentReader } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, "../../../dist/documents/sandbox/document-reader.js")).href)};
  const reader = new DocumentReader({ idleMs: 100 });
  await reader.read(new TextEncoder().encode("It crosses the river."), { name: "a.txt" });
  ${then}`;

async function run(
  then: string,
  whenReady?: (parent: ChildProcess) => void,
): Promise<{ code: number | null; children: number[] }> {
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program(then)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let children: number[] = [];
  parent.stdout.on("data", () => {
    children = childrenOf(parent.pid);
    whenReady?.(parent);
  });
  const [code] = await once(parent, "exit");
  return { code, children };
}

/** The processes that a process started, as Linux tells them. */
function childrenOf(pid: number | undefined, command = ""): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isRunning(Number(name)))
    .map(Number)
    .filter(
      (each) =>
        statusOf(each)?.includes(`\nPPid:\t${pid}\n`) &&
        readFileSync(`/proc/${each}/cmdline`, "utf8").includes(command),
    );
}

function statusOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH"))
      return undefined;
    throw error;
  }
}

const isRunning = (pid: number): boolean => !(statusOf(pid)?.includes("\nState:\tZ") ?? true);

async function untilGone(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a process that has read a document can end by itself", async () => {
  expect((await run("")).code).toBe(0);
  // 13: the event loop ran dry while something was awaited.
  expect((await run("await reader.close();")).code).toBe(0);
});

test.skipIf(process.platform !== "linux")(
  "no process outlives its idle time, its parent's exit or its parent's death",
  async () => {
    const idle = await run('console.log("ready"); setTimeout(() => console.log("later"), 1500);');
    expect(idle.children).toEqual([]);
    const exited = await run('console.log("ready"); setTimeout(() => process.exit(7), 50);');
    expect(exited.code).toBe(7);
    // A busy process cannot hear that its parent is gone; its guard sees it.
    const page = '"<body>" + "<table><td>".repeat(400) + "<p>a".repeat(50_000)';
    const killed = await run(
      `void reader.read(new TextEncoder().encode(${page}), { name: "a.html" }); setTimeout(() => console.log("ready"), 300);`,
      (parent) => parent.kill("SIGKILL"),
    );
    expect(exited.children.length).toBe(1);
    expect(killed.children.length).toBe(1);
    await untilGone([...exited.children, ...killed.children]);
  },
);

const read = async (reader: DocumentReader): Promise<string> => (await reader.read(words, hints)).title;
