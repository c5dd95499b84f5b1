import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { EmbeddingError, TextTooLongError } from "../../src/embedding/embedding-error.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { cosineSimilarity } from "../../src/retrieval/cosine.js";
import { readJsonLines } from "../json-lines.js";
import { hasShared, SHARED, shippedModel } from "../real-model.js";

const goldenLine = z.object({
  text: z.string(),
  kind: z.enum(["query", "passage"]),
  vector: z.array(z.number()).length(384),
});

let pool: WorkerPool;
beforeAll(async () => {
  pool = await WorkerPool.start(await shippedModel(), { threads: 2 });
});
afterAll(() => pool.close());

async function similarityToReference({ text, kind, vector }: z.infer<typeof goldenLine>): Promise<number> {
  const ours = await pool.embed(text, kind === "query" ? "question" : "passage");
  return cosineSimilarity(ours, Float32Array.from(vector));
}

describe("embeddings agree with vectors made by other software (cosine ≥ 0.98)", () => {
  const own = readJsonLines(new URL("fixtures/golden.jsonl", import.meta.url), goldenLine);
  it.each(own)("$kind: $text", async (line) => {
    expect(await similarityToReference(line)).toBeGreaterThanOrEqual(0.98);
  });

  const sharedFile = "models/golden/Xenova__e5-small-v2.jsonl";
  const shared = hasShared(sharedFile) ? readJsonLines(new URL(sharedFile, `file://${SHARED}/`), goldenLine) : [];
  it.skipIf(shared.length === 0)("the shared reference vectors", async () => {
    const similarities = await Promise.all(
      shared.map((line) =>
        // One shared text is longer than the model reads; its reference was cut at 512 tokens, which Pilcrow refuses to do.
        similarityToReference(line).catch((error: unknown) => {
          expect(error).toBeInstanceOf(TextTooLongError);
          return "too long" as const;
        }),
      ),
    );
    const compared = similarities.filter((similarity) => similarity !== "too long");
    expect(compared.length).toBeGreaterThanOrEqual(shared.length - 1);
    expect(Math.min(...compared)).toBeGreaterThanOrEqual(0.98);
  });
});

describe("WorkerPool", () => {
  it("gives unit vectors, and different ones for a question and a passage of the same words", async () => {
    const [question, passage] = await Promise.all([
      pool.embed("who won?", "question"),
      pool.embed("who won?", "passage"),
    ]);
    expect(question).toHaveLength(384);
    expect(Math.hypot(...question)).toBeCloseTo(1, 5);
    expect(cosineSimilarity(question, passage)).toBeLessThan(0.999);
  });

  it("keeps ONNX Runtime from counting and reporting: nothing leaves the machine", () => {
    expect(process.env.ORT_DISABLE_TELEMETRY).toBe("1");
  });

  it("refuses a text of more tokens than the model reads instead of truncating it", async () => {
    await expect(pool.embed("word ".repeat(600), "passage")).rejects.toThrow(new TextTooLongError(604, 512).message);
  });

  it("answers a question before the passages that wait", async () => {
    const finished: string[] = [];
    const passages = Array.from({ length: 40 }, (_, n) =>
      pool.embed(`Passage number ${n} about the timetable of a tram.`, "passage").then(() => finished.push("passage")),
    );
    const question = pool.embed("when does it run?", "question").then(() => finished.push("question"));
    await Promise.all([...passages, question]);
    // Two passages run already, and may end first; every other one comes later.
    expect(finished.indexOf("question")).toBeLessThanOrEqual(4);
  });

  it("fails what waits when it is closed", async () => {
    const closing = await WorkerPool.start(await shippedModel(), { threads: 1 });
    const waiting = Array.from({ length: 5 }, () => closing.embed("a text", "passage"));
    const outcomes = Promise.allSettled(waiting);
    await closing.close();
    expect((await outcomes).map(({ status }) => status)).toContain("rejected");
    await expect(closing.embed("a text", "passage")).rejects.toBeInstanceOf(EmbeddingError);
  });
});
