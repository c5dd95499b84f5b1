// Measures what an operator feels: from start to first answer, one question, memory at rest. Prints a Markdown table.
// `npm run --silent measure`, or `-- --json` for the numbers alone. Times depend on the machine and its load; nothing is asserted.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { createViteServer } from "vitest/node";

const ROOT = path.resolve(import.meta.dirname, "../..");
const STARTS = 5;
const REST_MS = 5_000;
/** Asked in turn in one chat, five times over: as a person would, none twice in a row. */
const QUESTIONS = [
  "how often has putin come to china",
  "what day of the week was the meeting",
  "who met in beijing",
  "what years does the five-year plan cover",
  "where did the talks take place",
  "what does the charter say",
  "did they talk about education",
  "is the partnership directed against anybody",
  "how do i center a div",
  "what is a multipolar world order",
];
const ROUNDS = 5;

/** A Pilcrow in a child process. */
class Pilcrow {
  #output = "";
  #waiting = new Set();

  constructor(dataDir, settings = {}) {
    this.startedAt = performance.now();
    this.child = spawn(process.execPath, [path.join(ROOT, "dist/main.js")], {
      cwd: dataDir,
      env: { PATH: process.env.PATH, ARTICLES: path.join(ROOT, "articles"), DATA_DIR: dataDir, ...settings },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.child.stdout.setEncoding("utf8").on("data", (data) => {
      this.#output += data;
      for (const { check } of this.#waiting) check();
    });
    this.child.once("exit", (code) => {
      for (const { fail } of this.#waiting) fail(new Error(`Pilcrow ended with code ${code}`));
    });
  }

  /** Milliseconds at which the output had `text`; fails when the process ends without it. */
  says(text) {
    return new Promise((resolve, fail) => {
      const check = () => {
        if (!this.#output.includes(text)) return;
        this.#waiting.delete(waiter);
        resolve(performance.now());
      };
      const waiter = { check, fail };
      this.#waiting.add(waiter);
      check();
    });
  }

  /** Asks in the chat; when it was answered. An unknown command behind it marks the answer's end and costs next to nothing. */
  ask(question, mark) {
    this.child.stdin.write(`${question}\n/${mark}\n`);
    return this.says(`There is no command /${mark}.`);
  }

  /** Resident memory in MB once it has rested. */
  async restingMemory() {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(this.child.pid)], { encoding: "utf8" })) / 1024;
  }

  async stop() {
    this.child.stdin.end();
    this.child.kill("SIGTERM");
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, "exit");
  }
}

const folders = [];
function freshFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-measure-"));
  folders.push(folder);
  return folder;
}

async function timeToFirstAnswer(dataDir) {
  const pilcrow = new Pilcrow(dataDir);
  const answered = await pilcrow.ask(QUESTIONS[0], "first");
  await pilcrow.stop();
  return answered - pilcrow.startedAt;
}

async function measureTerminal(dataDir) {
  const pilcrow = new Pilcrow(dataDir);
  await pilcrow.ask(QUESTIONS[0], "first");
  const times = [];
  for (let at = 0; at < ROUNDS * QUESTIONS.length; at++) {
    const asked = performance.now();
    times.push((await pilcrow.ask(QUESTIONS[at % QUESTIONS.length], `mark-${at}`)) - asked);
  }
  const memory = await pilcrow.restingMemory();
  await pilcrow.stop();
  return { times, memory };
}

/** The bot is logged in at the tests' Discord on 127.0.0.1, and idle. */
async function measureBot(dataDir) {
  // Vite reads the loopback's TypeScript, as it does for the tests.
  const vite = await createViteServer({ root: ROOT, configFile: false, server: { middlewareMode: true, watch: null } });
  const { Loopback } = await vite.ssrLoadModule("/tests/loopback/loopback.ts");
  const loopback = await Loopback.start();
  const pilcrow = new Pilcrow(dataDir, { DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.apiUrl });
  await Promise.all([pilcrow.says("The bot is logged in."), pilcrow.says("The global articles are ready.")]);
  const ready = performance.now() - pilcrow.startedAt;
  const memory = await pilcrow.restingMemory();
  await pilcrow.stop();
  await loopback.stop();
  await vite.close();
  return { ready, memory };
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

const fresh = [];
for (let at = 0; at < STARTS; at++) fresh.push(await timeToFirstAnswer(freshFolder()));
const filledFolder = folders[0];
const filled = [];
for (let at = 0; at < STARTS; at++) filled.push(await timeToFirstAnswer(filledFolder));
const terminal = await measureTerminal(filledFolder);
const bot = await measureBot(filledFolder);
for (const folder of folders) rmSync(folder, { recursive: true });

const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}`,
  firstAnswerFreshMs: quantile(fresh, 0.5),
  firstAnswerKeptMs: quantile(filled, 0.5),
  questionMedianMs: quantile(terminal.times, 0.5),
  questionP95Ms: quantile(terminal.times, 0.95),
  terminalMemoryMb: terminal.memory,
  botReadyMs: bot.ready,
  botMemoryMb: bot.memory,
};

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const rows = [
  [`start to first answer, nothing kept yet (median of ${STARTS})`, seconds(result.firstAnswerFreshMs)],
  [`start to first answer, article kept (median of ${STARTS})`, seconds(result.firstAnswerKeptMs)],
  ["start of the bot until it is logged in (loopback) and ready", seconds(result.botReadyMs)],
  [
    `one question in the chat, ${terminal.times.length} asked: median, 95th percentile`,
    `${result.questionMedianMs.toFixed(1)} ms, ${result.questionP95Ms.toFixed(1)} ms`,
  ],
  ["resident memory at rest, terminal", `${Math.round(result.terminalMemoryMb)} MB`],
  ["resident memory at rest, bot", `${Math.round(result.botMemoryMb)} MB`],
];
const table = ["| measured | |", "|---|---|", ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
process.stdout.write(
  process.argv.includes("--json")
    ? `${JSON.stringify(result, null, 2)}\n`
    : `${table}\n\n${result.date}, ${result.machine}.\n`,
);
