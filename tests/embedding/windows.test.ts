import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Embedder, PassageText } from "../../src/embedding/embedder.js";
import { TextTooLongError } from "../../src/embedding/embedding-error.js";
import {
  embedInWindows,
  embedPassageInWindows,
  embedQuestionInWindows,
  meanVector,
} from "../../src/embedding/windows.js";
import { defaultTokenSpace, HEADING } from "../../src/retrieval/token-codes.js";

/** Of the least dimensions whose codes fill whole bytes. */
const SPACE = defaultTokenSpace(8);

/** Counts words as tokens and records what it was given; refuses what is too long, as the real one does. */
class WordEmbedder implements Embedder {
  readonly model = "words";
  readonly dimensions = 8;
  readonly maxTokens = 40;
  readonly reservedTokens = 11;
  readonly tokenSpace = SPACE;
  readonly embedded: string[] = [];
  /** Most UTF-16 units that it was given in one go. */
  most = 0;

  async embed(text: string): Promise<Float32Array> {
    this.most = Math.max(this.most, text.length);
    const tokens = wordsOf(text).length;
    if (tokens > this.maxTokens) throw new TextTooLongError(tokens, this.maxTokens);
    this.embedded.push(text);
    return Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0);
  }

  async embedQuestion(text: string) {
    return { vector: await this.embed(text), tokens: new Float32Array(8 * wordsOf(text).length) };
  }

  async embedPassage({ title, headings, sentences }: PassageText) {
    const vector = this.embed([[title, ...headings].filter(Boolean).join(" › "), ...sentences].join(" "));
    const sentenceOf = [
      ...headings.flatMap((text) => wordsOf(text).map(() => HEADING)),
      ...sentences.flatMap((text, at) => wordsOf(text).map(() => at)),
    ];
    // The codes tell in which window a token was read.
    const codes = new Uint8Array(3 * sentenceOf.length).fill(this.embedded.length);
    return { vector: await vector, tokens: { codes, sentenceOf: Int16Array.from(sentenceOf) } };
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
  it("embeds a text that fits as one", async () => {
    const embedder = new WordEmbedder();
    expect(await embedInWindows(embedder, "passage", ["One two.", "Three."])).toHaveLength(1);
    expect(embedder.embedded).toEqual(["One two. Three."]);
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

describe("embedPassageInWindows", () => {
  const passageOf = (sentences: readonly string[], headings: readonly string[] = []) => ({
    title: "Title",
    headings,
    sentences,
  });

  it("embeds a passage that fits as one, with title and headings", async () => {
    const embedder = new WordEmbedder();
    const passage = passageOf(["One two.", "Three."], ["Part", "Chapter"]);
    const { vectors, tokens } = await embedPassageInWindows(embedder, passage);
    expect(vectors).toHaveLength(1);
    expect(embedder.embedded).toEqual(["Title › Part › Chapter One two. Three."]);
    expect([...tokens.sentenceOf]).toEqual([HEADING, HEADING, 0, 0, 1]);
  });

  it("lets neighbouring windows share a sentence, start with the context, and keeps each token once", async () => {
    const embedder = new WordEmbedder();
    const sentences = ["a", "b", "c", "d", "e"].map((name) => sentence(9, name));
    const { vectors, tokens } = await embedPassageInWindows(embedder, passageOf(sentences, ["Part"]));
    const [a, b, c, d, e] = sentences;
    const context = "Title › Part";
    expect(embedder.embedded).toEqual([
      `${context} ${a} ${b}`,
      `${context} ${b} ${c}`,
      `${context} ${c} ${d}`,
      `${context} ${d} ${e}`,
    ]);
    expect(vectors).toHaveLength(4);
    const tokensOf = (sentence: number) => Array<number>(9).fill(sentence);
    expect([...tokens.sentenceOf]).toEqual([HEADING, ...[0, 1, 2, 3, 4].flatMap(tokensOf)]);
    // The shared sentences are those of the window before, which has what comes before them.
    const windowOf = (at: number) => tokens.codes[at * 3];
    expect([0, 1, 10, 19, 28, 37].map(windowOf)).toEqual([1, 1, 1, 2, 3, 4]);
  });

  it("knows the sentence of each part of one that is longer than the model", async () => {
    const { tokens } = await embedPassageInWindows(
      new WordEmbedder(),
      passageOf(["One.", sentence(100, "word"), "Last."]),
    );
    expect([...tokens.sentenceOf]).toEqual([0, ...Array<number>(100).fill(1), 2]);
  });

  it("leaves room for the text, however long title and headings are", async () => {
    const embedder = new WordEmbedder();
    const passage = {
      title: sentence(60, "t"),
      headings: [sentence(30, "h"), "Near"],
      sentences: [sentence(50, "word")],
    };
    const { tokens } = await embedPassageInWindows(embedder, passage);
    expect(tokens.sentenceOf.filter((sentence) => sentence === 0)).toHaveLength(50);
    expect(embedder.embedded.every((text) => text.startsWith("t0 t1"))).toBe(true);
  });

  it("reads sentences beyond those that a token can name as the last one that it can", async () => {
    const many = Array.from({ length: 33_000 }, (_, n) => `s${n}`);
    const { tokens } = await embedPassageInWindows(new WordEmbedder(), passageOf(many));
    expect(tokens.sentenceOf).toHaveLength(33_000);
    expect(tokens.sentenceOf[32_999]).toBe(32_767);
  });
});

describe("embedQuestionInWindows", () => {
  it("keeps the tokens of all windows of a question that is longer than the model", async () => {
    const { vector, tokens } = await embedQuestionInWindows(new WordEmbedder(), sentence(200, "word"));
    expect(Math.hypot(...vector)).toBeCloseTo(1);
    expect(tokens).toHaveLength(8 * 200);
  });
});

describe("meanVector", () => {
  it("is a unit vector between the windows", () => {
    const mean = meanVector([Float32Array.of(1, 0), Float32Array.of(0, 1)]);
    expect(mean[0]).toBeCloseTo(Math.SQRT1_2);
    expect(mean[1]).toBeCloseTo(Math.SQRT1_2);
  });
});
