import { fork } from "node:child_process";
import { Bench } from "tinybench";

/**
 * The median time of each task in milliseconds, measured one after another in this process by tinybench.
 * @param tasks name → a function, which may be async.
 */
export async function medians(tasks, { time = 500, iterations = 10 } = {}) {
  const bench = new Bench({ time, iterations, warmupTime: time / 5, warmupIterations: 2, throws: true });
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
  await bench.run();
  return Object.fromEntries(bench.tasks.map(({ name, result }) => [name, result.latency.p50]));
}

/** The middle value. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/**
 * Runs a file in a process of its own, so that its memory and threads are nobody else's.
 * @param task what the file gets as its message; it must answer with one message.
 */
export function inProcess(file, task) {
  const child = fork(new URL(file, import.meta.url), { execArgv: ["--expose-gc"], serialization: "advanced" });
  return new Promise((resolve, reject) => {
    let answer;
    child.once("message", (message) => {
      answer = message;
      child.kill();
    });
    child.once("exit", (code, signal) => {
      if (answer === undefined) reject(new Error(`${file} ended without a result (${signal ?? code}).`));
      else resolve(answer);
    });
    child.send(task);
  });
}

/** Answers `inProcess` with what `work` makes of the task. */
export function answerParent(work) {
  process.once("message", async (task) => {
    const answer = await work(task);
    process.send(answer);
  });
}

/** Resident memory after a collection, in MB. */
export function residentMegabytes() {
  globalThis.gc?.();
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
