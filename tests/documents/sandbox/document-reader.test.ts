import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
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

test.skipIf(process.platform !== "linux")(
  "the process knows nothing of the environment, where the token is",
  async () => {
    const childrenOf = () =>
      readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ");
    const before = childrenOf();
    await newReader().read(words, hints);
    const [child] = childrenOf().filter((pid) => !before.includes(pid));
    const names = readFileSync(`/proc/${child}/environ`, "utf8")
      .split("\0")
      .map((line) => line.split("=", 1)[0]);
    expect(names.filter((name) => name !== "" && !name?.startsWith("NODE_CHANNEL"))).toEqual([]);
  },
);

test("what is missing in an article comes over with it", async () => {
  const file = path.join(import.meta.dirname, "../formats/fixtures/pdf-partly-scanned/source.pdf");
  const { omissions } = await newReader().read(readFileSync(file), { name: "ferry.pdf" });
  expect(omissions).toEqual([
    { kind: "page-number", count: 6 },
    { kind: "turned-line", count: 2 },
    { kind: "page-without-text", count: 4, pages: [2, 4, 5, 7] },
  ]);
});

test("an error comes over with its fields and its causes", async () => {
  const file = path.join(import.meta.dirname, "../formats/fixtures/pdf-encrypted/source.pdf");
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
const program = (then: string, idleMs: number): string => `
  import { DocumentReader } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, "../../../dist/documents/sandbox/document-reader.js")).href)};
  const reader = new DocumentReader({ idleMs: ${idleMs} });
  await reader.read(new TextEncoder().encode("It crosses the river."), { name: "a.txt" });
  ${then}`;

/** Starts it; `whenReady` is called at what it prints. Gives its exit code. */
async function run(
  then: string,
  idleMs = 60_000,
  whenReady?: (parent: ChildProcessByStdio<Writable, Readable, null>) => Promise<void> | void,
): Promise<number | null> {
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program(then, idleMs)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(parent, "exit");
  if (whenReady !== undefined) {
    await once(parent.stdout, "data");
    await whenReady(parent);
  }
  const [code] = await exited;
  return code;
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
  expect(await run("", 100)).toBe(0);
  // 13: the event loop ran dry while something was awaited.
  expect(await run("await reader.close();", 100)).toBe(0);
});

test.skipIf(process.platform !== "linux")(
  "no process outlives its idle time, its parent's exit or its parent's death",
  async () => {
    const untilTold = 'console.log("ready"); process.stdin.once("data", () => process.exit(7));';
    const endedIdle = await run(untilTold, 100, async (parent) => {
      await expect.poll(() => childrenOf(parent.pid), { timeout: 50_000 }).toEqual([]);
      expect(parent.exitCode).toBeNull();
      parent.stdin.write("end");
    });
    expect(endedIdle).toBe(7);
    const children: number[] = [];
    const exited = await run(untilTold, 60_000, (parent) => {
      children.push(...childrenOf(parent.pid));
      parent.stdin.write("end");
    });
    expect(exited).toBe(7);
    expect(children).toHaveLength(1);
    // A busy process cannot hear that its parent is gone; its guard sees it.
    const page = '"<body>" + "<table><td>".repeat(400) + "<p>a".repeat(50_000)';
    await run(
      `void reader.read(new TextEncoder().encode(${page}), { name: "a.html" }); setTimeout(() => console.log("ready"), 300);`,
      60_000,
      (parent) => {
        children.push(...childrenOf(parent.pid));
        parent.kill("SIGKILL");
      },
    );
    expect(children).toHaveLength(2);
    await untilGone(children);
  },
);

const read = async (reader: DocumentReader): Promise<string> => (await reader.read(words, hints)).title;
