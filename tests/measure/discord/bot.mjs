import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** Of the processor's time in /proc, which Linux counts in hundredths of a second everywhere. */
const TICKS = 100;

/** The built bot as an operator runs it, in a process of its own, with its figures. */
export class MeasuredBot {
  #output = "";
  #port;
  #threads;

  /** @param loopback the Discord that it logs in to */
  static async start(loopback, folder) {
    const bot = new MeasuredBot();
    bot.#port = await freePort();
    bot.#threads = path.join(folder, "threads");
    mkdirSync(bot.#threads, { recursive: true });
    const noting = pathToFileURL(path.join(import.meta.dirname, "note-model-threads.mjs"));
    bot.child = spawn(process.execPath, [path.join(ROOT, "dist/main.js")], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        ARTICLES: path.join(ROOT, "articles"),
        DATA_DIR: path.join(folder, "data"),
        DISCORD_TOKEN: loopback.token,
        DISCORD_API_URL: loopback.apiUrl,
        HEALTH_PORT: String(bot.#port),
        LOG_LEVEL: "info",
        MODEL_THREADS: bot.#threads,
        NODE_OPTIONS: `--import=${noting}`,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [bot.child.stdout, bot.child.stderr])
      stream.setEncoding("utf8").on("data", (text) => {
        bot.#output = (bot.#output + text).slice(-100_000);
      });
    await bot.#ready();
    return bot;
  }

  /** The last lines of its log. */
  get output() {
    return this.#output;
  }

  /** Its figures by name and labels, and what the system says of its processor time and memory. */
  async figures() {
    const response = await fetch(`http://127.0.0.1:${this.#port}/metrics`);
    const figures = new Map();
    for (const line of (await response.text()).split("\n")) {
      const at = line.lastIndexOf(" ");
      if (at > 0 && !line.startsWith("#")) figures.set(line.slice(0, at), Number(line.slice(at)));
    }
    return {
      at: performance.now() / 1000,
      rss: figures.get("process_resident_memory_bytes"),
      heap: figures.get("nodejs_heap_size_used_bytes"),
      lag: figures.get("nodejs_eventloop_lag_p99_seconds"),
      ...this.#processorSeconds(),
      figures,
    };
  }

  /** Ends it. @returns its exit code */
  async stop() {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill("SIGTERM");
    const [code] = await once(this.child, "exit");
    return code;
  }

  /** Of all threads, of the main one, and of those of the model; `undefined` where the system does not tell. */
  #processorSeconds() {
    const tasks = `/proc/${this.child.pid}/task`;
    if (!existsSync(tasks)) return {};
    const ofModel = new Set(readdirSync(this.#threads));
    let [all, main, model] = [0, 0, 0];
    for (const thread of readdirSync(tasks)) {
      const seconds = threadSeconds(path.join(tasks, thread, "stat"));
      all += seconds;
      if (thread === String(this.child.pid)) main += seconds;
      if (ofModel.has(thread)) model += seconds;
    }
    return { all, main, model };
  }

  async #ready() {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`The bot ended at its start:\n${this.#output}`);
      const response = await fetch(`http://127.0.0.1:${this.#port}/readyz`).catch(() => undefined);
      if (response?.ok && this.#output.includes("The global articles are ready.")) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function threadSeconds(file) {
  try {
    const text = readFileSync(file, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
