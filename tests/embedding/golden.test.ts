import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { EmbeddingError, TextTooLongError } from "../../src/embedding/embedding-error.js";
import { WorkerPool } from "../../src/embedding/worker-pool.js";
import { cosineSimilarity } from "../../src/retrieval/cosine.js";
import { HEADING } from "../../src/retrieval/token-codes.js";
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

  const PASSAGES = [
    { title: "Trams", headings: [], sentences: ["The tram to Lindmoor runs hourly.", "A ticket costs 4.50 €!"] },
    {
      title: "What's new in 1.8",
      headings: ["Changes", "The Ranger (beta)"],
      sentences: ["It can't climb; it re-rolls at 50%…", "“Why?” she asked."],
    },
    {
      title: "¿Qué?",
      headings: ["Ångström · 北京"],
      sentences: ["Fußgänger​zone — naïve café.", "北京市 is big", "…", "日本語です。"],
    },
    { title: "", headings: [""], sentences: ["snake_case and e-mail@example.org, x=y+1", "[MASK] ##ing <b>"] },
  ];
  it.each(PASSAGES)("reads a passage as the whole text that it is: $title", async (passage) => {
    const { title, headings, sentences } = passage;
    const whole = await pool.embed(`${[title, ...headings].join(" › ")}\n${sentences.join(" ")}`, "passage");
    expect((await pool.embedPassage(passage)).vector).toEqual(whole);
  });

  it("keeps the tokens of headings and sentences that have a letter or digit", async () => {
    const passage = { title: "Trams", headings: ["Fares"], sentences: ["It costs: 4 crowns!", "…", "Dogs — free."] };
    const { tokens } = await pool.embedPassage(passage);
    // "fares" is one token or two.
    expect([...tokens.sentenceOf].filter((sentence) => sentence !== HEADING)).toEqual([0, 0, 0, 0, 2, 2]);
    expect(tokens.sentenceOf[0]).toBe(HEADING);
    expect(tokens.codes).toHaveLength(tokens.sentenceOf.length * 144);
    const marks = await pool.embedPassage({ title: "Marks", headings: [], sentences: ["— … !"] });
    expect([...marks.tokens.sentenceOf]).toEqual([0, 0, 0]);
  });

  it("keeps the tokens of a question without prefix and punctuation, unless there is nothing else", async () => {
    const { vector, tokens } = await pool.embedQuestion("who won?");
    expect(vector).toEqual(await pool.embed("who won?", "question"));
    expect(tokens).toHaveLength(2 * 384);
    expect(Math.hypot(...tokens.subarray(384))).toBeCloseTo(1, 5);
    expect((await pool.embedQuestion("??")).tokens).toHaveLength(2 * 384);
    await expect(pool.embedQuestion("word ".repeat(600))).rejects.toBeInstanceOf(TextTooLongError);
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
