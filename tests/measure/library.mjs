// Measures a library: imports of large documents and of many, with the real model; room on disk; starts with much in it.
// `npm run --silent measure:library` prints Markdown tables. Some minutes; times depend on the machine and its load.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { openPilcrow } from "../../dist/compose.js";
import { Documents } from "../../dist/documents/documents.js";
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";
import { bookOfPdf, pageOfHtml } from "./made-up-documents.mjs";

const MODEL = "Xenova/e5-small-v2";
const MANY = 100;
const QUESTIONS = ["who measured the river before the ice came", "what did the harbour board repair", "a bell"];
const FULL = [10_000, 100_000];

const folders = [];
const documents = new Documents({ allowPrivateUrls: false });
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (bytes) => (bytes === undefined ? "?" : `${Math.round(bytes / 1e6)} MB`);
const number = (value) => value.toLocaleString("en-US");

const kept = await measureImports();
const starts = FULL.map(measureStart);
print(kept, starts);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });

async function measureImports() {
  const folder = freshFolder();
  const pilcrow = await openPilcrow({ model: MODEL }, await SqliteStore.open(folder));
  const book = bookOfPdf({ pages: 300, paragraphsEach: 4 });
  const page = pageOfHtml({ paragraphs: 400, bytes: 1_000_000, first: 1_000_000 });
  const pages = Array.from({ length: MANY }, (_, at) =>
    pageOfHtml({ paragraphs: 5, bytes: 10_000, first: 2_000_000 + at * 5 }),
  );
  const imports = [
    { what: "PDF of 300 pages", ...(await importAll(pilcrow, [{ bytes: book, name: "book.pdf" }])) },
    { what: "HTML page of 1 MB", ...(await importAll(pilcrow, [{ bytes: page, name: "page.html" }])) },
  ];
  // No thread is left from before that a question could find warm, and none is asked for the first time.
  await pilcrow.library.ask("house", QUESTIONS[0]);
  const idle = await questionsDuring(pilcrow, new Promise((done) => setTimeout(done, 5_000)));
  const importing = importAll(
    pilcrow,
    pages.map((bytes, at) => ({ bytes, name: `page-${at}.html` })),
  );
  const busy = await questionsDuring(pilcrow, importing);
  imports.push({ what: `${MANY} HTML pages at once`, ...(await importing) });
  await pilcrow.close();
  await documents.close();
  const paragraphs = imports.reduce((sum, one) => sum + one.paragraphs, 0);
  return { imports, idle, busy, bytesEach: bytesIn(folder) / paragraphs };
}

/** Reads and keeps documents all at once, as the bot would; peaks are of the time meanwhile. */
async function importAll(pilcrow, sources) {
  const stopWatching = watchMemory();
  const began = performance.now();
  let read = 0;
  const results = await Promise.all(
    sources.map(async ({ bytes, name }) => {
      const { article } = await documents.fromBytes(bytes, { name });
      read = Math.max(read, performance.now() - began);
      return pilcrow.articles.add("house", article, { bytes: bytes.length });
    }),
  );
  const paragraphs = results.reduce((sum, { article }) => sum + article.paragraphs, 0);
  return { paragraphs, read, took: performance.now() - began, ...stopWatching() };
}

/** Asks one question after the other until `until` settles. */
async function questionsDuring(pilcrow, until) {
  let over = false;
  const done = until.finally(() => {
    over = true;
  });
  const times = [];
  const began = performance.now();
  while (!over) {
    const asked = performance.now();
    await pilcrow.library.ask("house", `${QUESTIONS[times.length % QUESTIONS.length]} ${times.length}`);
    times.push(performance.now() - asked);
    // Other work of this thread has its turn, as between the messages of people.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const perSecond = (times.length * 1000) / (performance.now() - began);
  await done;
  times.sort((a, b) => a - b);
  return { perSecond, median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
}

/** The greatest resident memory of this process and of the reading processes; the latter only where /proc tells. */
function watchMemory() {
  let own = 0;
  let readers;
  const look = () => {
    own = Math.max(own, process.memoryUsage.rss());
    const sum = residentOfChildren();
    if (sum !== undefined) readers = Math.max(readers ?? 0, sum);
  };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return { own, readers };
  };
}

function residentOfChildren() {
  if (process.platform !== "linux") return undefined;
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").split(" ").filter(Boolean);
  return children.reduce((sum, pid) => sum + residentOf(pid), 0);
}

function residentOf(pid) {
  try {
    return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
  } catch (error) {
    // It has ended since it was listed.
    if (error.code === "ENOENT" || error.code === "ESRCH") return 0;
    throw error;
  }
}

function measureStart(paragraphs) {
  const folder = freshFolder();
  const run = (...words) =>
    execFileSync(process.execPath, [path.join(import.meta.dirname, "full-library.mjs"), ...words], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
  run("fill", folder, String(paragraphs));
  const result = { paragraphs, bytesEach: bytesIn(folder) / paragraphs, ...JSON.parse(run("start", folder)) };
  rmSync(folder, { recursive: true });
  return result;
}

function freshFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-measure-"));
  folders.push(folder);
  return folder;
}

function bytesIn(folder) {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

function print({ imports, idle, busy, bytesEach }, full) {
  const questions = ({ perSecond, median, p95 }) =>
    `${perSecond.toFixed(0)} a second (median ${median.toFixed(0)} ms, 95th percentile ${p95.toFixed(0)} ms)`;
  const lines = [
    "| import | paragraphs | read | read, embedded, kept | peak memory: Pilcrow | reading processes |",
    "|---|---|---|---|---|---|",
    ...imports.map(
      ({ what, paragraphs, read, took, own, readers }) =>
        `| ${what} | ${number(paragraphs)} | ${seconds(read)} | ${seconds(took)} | ${megabytes(own)} | ${megabytes(readers)} |`,
    ),
    "",
    "| start with | database opened, articles listed | model ready | first question | next | memory | on disk, a paragraph |",
    "|---|---|---|---|---|---|---|",
    ...full.map(
      ({ paragraphs, opened, ready, listed, first, second, resident, bytesEach: each }) =>
        `| ${number(paragraphs)} paragraphs | ${(opened + listed).toFixed(0)} ms | ${seconds(ready)} | ${seconds(first)} | ${second.toFixed(0)} ms | ${Math.round(resident)} MB | ${(each / 1000).toFixed(1)} kB |`,
    ),
    "",
    `Questions answered, nothing else to do: ${questions(idle)}; while the ${MANY} pages are imported: ${questions(busy)}.`,
    `On disk, of the imports above: ${(bytesEach / 1000).toFixed(1)} kB a paragraph.`,
    "",
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}.`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
