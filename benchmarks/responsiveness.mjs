import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { WorkerPool } from "../dist/embedding/worker-pool.js";
import { inNewFolder, openLibrary } from "./library.mjs";
import { median } from "./measure.mjs";
import { openModel } from "./models.mjs";
import { QUESTIONS } from "./synthetic.mjs";
import { rounded, target } from "./table.mjs";
import { paragraphs } from "./texts.mjs";

const PAUSE_BETWEEN_QUESTIONS = 200;

/** How late the main thread is, and how soon a question is answered, while a long article is indexed. */
export async function run({ quick, model: id, paragraphs: count = quick ? 200 : 2000 }) {
  const pool = await WorkerPool.start(await openModel(id));
  const { delay, idle, busy, seconds } = await inNewFolder(async (folder) => {
    const { store, pilcrow } = await openLibrary(folder, pool);
    await pilcrow.articles.add("house", { title: "A first article", source: "benchmark", paragraphs: paragraphs(20) });
    const ask = async (asked) => {
      const started = performance.now();
      await pilcrow.library.ask("house", QUESTIONS[asked % QUESTIONS.length]);
      return performance.now() - started;
    };
    const idle = [];
    for (let asked = 0; asked < 20; asked++) idle.push(await ask(asked));

    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    let indexing = true;
    const article = { title: "A long article", source: "benchmark", paragraphs: paragraphs(count) };
    const added = pilcrow.articles.add("house", article).finally(() => {
      indexing = false;
    });
    const busy = [];
    for (let asked = 0; indexing; asked++) {
      await setTimeout(PAUSE_BETWEEN_QUESTIONS);
      busy.push(await ask(asked));
    }
    await added;
    delay.disable();
    await store.close();
    return { delay, idle, busy, seconds: (performance.now() - started) / 1000 };
  });
  await pool.close();
  const milliseconds = (nanoseconds) => nanoseconds / 1e6;
  const p99 = milliseconds(delay.percentile(99));
  return {
    title: `While an article of ${count} paragraphs is indexed (${rounded(seconds)} s)`,
    rows: [
      { what: "main-thread delay, p99", ms: rounded(p99) },
      { what: "main-thread delay, longest", ms: rounded(milliseconds(delay.max)) },
      { what: `a question, median of ${busy.length}`, ms: rounded(median(busy)) },
      { what: "a question, slowest", ms: rounded(Math.max(...busy)) },
      { what: "a question with nothing to index, median", ms: rounded(median(idle)) },
    ],
    targets: [
      target("main-thread delay p99", p99, { atMost: 20, unit: " ms" }),
      target("a question, median", median(busy), { atMost: 150, unit: " ms" }),
    ],
  };
}
