import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DatasetError, paragraphKey, type Query, readDataset, sample } from "../../src/evaluation/dataset.js";
import { THREE_ARTICLES, temporaryFolder } from "./command.js";

const text = (name: string) => readFileSync(path.join(THREE_ARTICLES, name), "utf8");

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = path.join(temporaryFolder(), "three-articles");
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  return folder;
}

describe("an evaluation set", () => {
  it("is articles of numbered paragraphs, and questions without the duplicates", async () => {
    const { name, articles, queries } = await readDataset(THREE_ARTICLES);
    expect(name).toBe("three-articles");
    expect(
      [...articles].map(([id, { title, paragraphs }]) => [id, title, paragraphs.map((one) => one.number)]),
    ).toEqual([
      ["Gull_Point_lighthouse", "Gull Point lighthouse", [1, 2, 3, 4]],
      ["bakery", "The night bakery of Elm Street", [1, 2, 3, 4]],
      ["observatory", "A small observatory above the valley", [1, 2, 3, 4]],
    ]);
    expect(queries).toHaveLength(15);
    expect(queries.find(({ text: asked }) => asked === "what was found in 2011")).toEqual({
      text: "what was found in 2011",
      answerable: true,
      right: new Set([paragraphKey("observatory", 3), paragraphKey("observatory", 2)]),
      article: "observatory",
      spans: ["an asteroid"],
    });
  });

  it("is the same with Windows line ends, a byte order mark and empty lines", async () => {
    const windows = (content: string) => `\ufeff${content.replaceAll("\n", "\r\n")}\r\n`;
    const folder = folderWith({
      "corpus.jsonl": windows(text("corpus.jsonl")),
      "queries.jsonl": windows(text("queries.jsonl")),
    });
    const { hash: _, ...same } = await readDataset(folder);
    expect(await readDataset(THREE_ARTICLES)).toMatchObject(same);
  });

  it("takes an answer for a span only where it has a place, and never an empty one", async () => {
    const line = { id: "1", text: "?", answerable: true, relevant: ["bakery#1"], article: "bakery" };
    const lines = [
      { ...line, answer: "yes" },
      { ...line, answer: "", answer_start: 0, answer_alternatives: ["", "at ten"] },
    ];
    const folder = folderWith({
      "corpus.jsonl": text("corpus.jsonl"),
      "queries.jsonl": lines.map((one) => JSON.stringify(one)).join("\n"),
    });
    expect((await readDataset(folder)).queries.map(({ spans }) => spans)).toEqual([[], ["at ten"]]);
  });

  it.each([
    ['{"id":"1"', /queries\.jsonl, line 2: expected JSON, got \{"id":"1"$/],
    ['{"id":"1","text":"?","relevant":[]}', /queries\.jsonl, line 2: answerable: .*expected boolean.*, got \{"id":"1"/],
    ["[]", /queries\.jsonl, line 2: the line: .*expected object.*, got \[\]$/],
  ])("tells the line that is broken: %s", async (broken, message) => {
    const [first = ""] = text("queries.jsonl").split("\n");
    const folder = folderWith({ "corpus.jsonl": text("corpus.jsonl"), "queries.jsonl": `${first}\n${broken}\n` });
    const error: unknown = await readDataset(folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DatasetError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
  });
});

describe("a sample", () => {
  const queries = Array.from(
    { length: 40 },
    (_, at): Query => ({ text: String(at), answerable: true, right: new Set(), article: undefined, spans: [] }),
  );
  const positions = (limit: number, seed: number) =>
    sample(queries, limit, seed).map((query) => queries.indexOf(query));

  it("is of the size that was asked for, in the order of the set, none twice, and the same for the same seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (limit, seed) => {
        const drawn = positions(limit, seed);
        expect(drawn).toHaveLength(Math.min(limit, 40));
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
        expect(positions(limit, seed)).toEqual(drawn);
      }),
    );
  });

  it("leaves no question out for all seeds, and differs between seeds", () => {
    const drawn = Array.from({ length: 100 }, (_, seed) => positions(10, seed));
    expect(new Set(drawn.flat()).size).toBe(40);
    expect(new Set(drawn.map((one) => one.join())).size).toBeGreaterThan(90);
  });
});
