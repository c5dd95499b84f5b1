import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Embedder } from "../../src/embedding/embedder.js";
import { TextTooLongError } from "../../src/embedding/embedding-error.js";
import { embedInWindows, meanVector } from "../../src/embedding/windows.js";

/** Counts words as tokens and records what it was given; refuses what is too long, as the real one does. */
class WordEmbedder implements Embedder {
  readonly model = "words";
  readonly dimensions = 2;
  readonly maxTokens = 40;
  readonly reservedTokens = 11;
  readonly embedded: string[] = [];
  /** Most UTF-16 units that it was given in one go. */
  most = 0;

  async embed(text: string): Promise<Float32Array> {
    this.most = Math.max(this.most, text.length);
    const tokens = wordsOf(text).length;
    if (tokens > this.maxTokens) throw new TextTooLongError(tokens, this.maxTokens);
    this.embedded.push(text);
    return Float32Array.of(1, 0);
  }

  async countTokens(texts: readonly string[]): Promise<number[]> {
    this.most = Math.max(this.most, texts.join("").length);
    return texts.map((text) => wordsOf(text).length);
  }

  async close(): Promise<void> {}
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== "");
const sentence = (length: number, name: string) => Array.from({ length }, (_, n) => `${name}${n}`).join(" ");

describe("embedInWindows", () => {
  it("embeds a text that fits as one, with its context", async () => {
    const embedder = new WordEmbedder();
    expect(await embedInWindows(embedder, "passage", ["One two.", "Three."], "Title")).toHaveLength(1);
    expect(embedder.embedded).toEqual(["Title\nOne two. Three."]);
  });

  it("lets neighbouring windows share a sentence and start with the context", async () => {
    const embedder = new WordEmbedder();
    const sentences = ["a", "b", "c", "d", "e"].map((name) => sentence(9, name));
    await embedInWindows(embedder, "passage", sentences, "Title");
    const [a, b, c, d, e] = sentences;
    expect(embedder.embedded).toEqual([`Title\n${a} ${b}`, `Title\n${b} ${c}`, `Title\n${c} ${d}`, `Title\n${d} ${e}`]);
  });

  it.each([
    ["one sentence", [sentence(40_000, "word")]],
    ["many sentences", Array.from({ length: 20_000 }, (_, n) => `Sentence ${n}.`)],
    ["no white space", ["a".repeat(400_000)]],
  ])("gives the model no long text in one go, for a question may wait for it: %s", async (_, sentences) => {
    const embedder = new WordEmbedder();
    await embedInWindows(embedder, "passage", sentences);
    expect(embedder.most).toBeLessThan(60_000);
    expect(wordsOf(embedder.embedded.join(" ")).join("").length).toBeGreaterThanOrEqual(
      wordsOf(sentences.join(" ")).join("").length,
    );
  });

  it("loses no word of any text, whatever its sentences", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }), async (lengths) => {
        const embedder = new WordEmbedder();
        const sentences = lengths.map((length, at) => sentence(length, `s${at}_`));
        await embedInWindows(embedder, "passage", sentences);
        const read = new Set(embedder.embedded.flatMap(wordsOf));
        expect(sentences.flatMap(wordsOf).filter((word) => !read.has(word))).toEqual([]);
      }),
    );
  });
});

describe("meanVector", () => {
  it("is a unit vector between the windows", () => {
    const mean = meanVector([Float32Array.of(1, 0), Float32Array.of(0, 1)]);
    expect(mean[0]).toBeCloseTo(Math.SQRT1_2);
    expect(mean[1]).toBeCloseTo(Math.SQRT1_2);
  });
});
