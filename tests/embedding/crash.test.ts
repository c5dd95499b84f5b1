import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { EmbeddingError, ModelError } from "../../src/embedding/embedding-error.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { shippedModel } from "../real-model.js";

const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-crash-"));
const crashes: string[] = [];
let pool: WorkerPool | undefined;

afterEach(async () => {
  await pool?.close();
  delete process.env.LOADED_MARK;
  crashes.length = 0;
});

async function startCrashing(): Promise<WorkerPool> {
  pool = await WorkerPool.start(await shippedModel(), {
    threads: 1,
    workerFile: new URL("./crashing-worker.mjs", import.meta.url),
    onCrash: (error) => crashes.push(error.message),
  });
  return pool;
}

describe("a thread that crashes", () => {
  it("is replaced, and the question that was in flight is answered all the same", async () => {
    const crashing = await startCrashing();
    const others = [crashing.embed("a passage that waits", "passage"), crashing.embed("another one", "passage")];
    const vector = await crashing.embed(`crash once ${path.join(folder, "question")}`, "question");
    expect(vector).toHaveLength(384);
    expect(crashes).toEqual(["the thread was made to crash"]);
    await expect(Promise.all(others)).resolves.toHaveLength(2);
  });

  it("gives up a text that kills every thread, and goes on with the next", async () => {
    const crashing = await startCrashing();
    const fatal = crashing.embed("crash always", "question");
    const next = crashing.embed("a harmless question", "question");
    await expect(fatal).rejects.toThrow(EmbeddingError);
    await expect(next).resolves.toHaveLength(384);
    expect(crashes).toHaveLength(2);
  });

  it("leaves the work to the others where it cannot load the model any more", async () => {
    process.env.LOADED_MARK = path.join(folder, "loaded");
    pool = await WorkerPool.start(await shippedModel(), {
      threads: 2,
      workerFile: new URL("./loading-once-worker.mjs", import.meta.url),
      onCrash: (error) => crashes.push(error.message),
    });
    const texts = Array.from({ length: 24 }, (_, at) => pool?.embed(`passage ${at}`, "passage"));
    await expect(Promise.all(texts)).resolves.toHaveLength(24);
    expect(crashes).toEqual([expect.stringContaining("it does not load")]);
  });

  it("is an error at start when it cannot load at all", async () => {
    await expect(
      WorkerPool.start(await shippedModel(), { workerFile: new URL("./no-such-worker.mjs", import.meta.url) }),
    ).rejects.toBeInstanceOf(ModelError);
  });
});
