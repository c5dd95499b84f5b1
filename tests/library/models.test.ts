import { beforeEach, describe, expect, it } from "vitest";
import { ArticlesNotReadyError } from "../../src/library/errors.js";
import { Models, type OpenModel } from "../../src/library/models.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import { MemoryStore } from "../../src/store/memory.js";
import type { Scope } from "../../src/store/scope.js";
import { articleOf } from "./articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const trams = articleOf("Trams", "The tram to Lindmoor runs hourly.", "A ticket costs four crowns.");
const FOXES = "What do foxes eat in autumn?";
const TRAMS = "When runs the tram to Lindmoor?";

/** A model that fails at some texts. */
class PickyEmbedder extends WordEmbedder {
  override async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
    if (text.includes("Foxes")) throw new Error("Nothing about foxes.");
    return super.embed(text, kind);
  }
}

let store: MemoryStore;
let old: WordEmbedder;
let opened: string[];

beforeEach(async () => {
  store = new MemoryStore();
  old = new WordEmbedder("old@1");
  opened = [];
  const before = pilcrowOf(old, async () => undefined);
  await before.articles.add("house", foxes);
  await before.articles.add("guild:1", trams);
});

const openOld: OpenModel = async (name) => {
  opened.push(name);
  return name === old.model ? { embedder: old, calibration: WORD_CALIBRATION } : undefined;
};

function pilcrowOf(embedder: WordEmbedder, openModel: OpenModel): Pilcrow {
  return createPilcrow({ embedder, store, calibration: WORD_CALIBRATION, openModel });
}

async function answers(pilcrow: Pilcrow, question: string): Promise<string | false> {
  const answer = await pilcrow.library.ask("guild:1", question);
  return answer.kind === "found" && answer.passages[0].paragraph.text;
}

describe("another model", () => {
  it("answers from the old vectors until each article is embedded anew, and then ends the old model", async () => {
    const seen = new Set<string>();
    const askMeanwhile = async () => {
      expect(await answers(pilcrow, FOXES)).toBe("Foxes eat plums in autumn.");
      expect(await answers(pilcrow, TRAMS)).toBe("The tram to Lindmoor runs hourly.");
      seen.add(`${(await store.articles.embeddedByOthers("new@1")).length} left`);
    };
    const embedder = new (class extends WordEmbedder {
      override async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
        if (kind === "passage") await askMeanwhile();
        return super.embed(text, kind);
      }
    })("new@1");
    const pilcrow = pilcrowOf(embedder, openOld);
    expect(await pilcrow.embedAnew()).toBe(2);
    expect([...seen]).toEqual(["2 left", "1 left"]);
    expect(opened).toEqual(["old@1"]);
    expect(old.closed).toBe(true);
    const asked = old.questions.length;
    expect(await answers(pilcrow, FOXES)).toBe("Foxes eat plums in autumn.");
    expect(old.questions.length).toBe(asked);
  });

  it("leaves articles out whose model is gone, says so, and has them back when they are done", async () => {
    const embedder = new WordEmbedder("new@1");
    const pilcrow = pilcrowOf(embedder, async () => undefined);
    await expect(pilcrow.library.ask("guild:1", FOXES)).rejects.toBeInstanceOf(ArticlesNotReadyError);
    expect((await pilcrow.articles.details("guild:1")).map(({ ready }) => ready)).toEqual([false, false]);
    await pilcrow.articles.add("guild:1", articleOf("Bears", "Bears eat honey in summer."));
    expect(await answers(pilcrow, "What do bears eat in summer?")).toBe("Bears eat honey in summer.");
    expect(await pilcrow.embedAnew("house")).toBe(1);
    expect(await answers(pilcrow, FOXES)).toBe("Foxes eat plums in autumn.");
    expect((await pilcrow.articles.details("guild:1")).map(({ title, ready }) => [title, ready])).toEqual([
      ["Bears", true],
      ["Trams", false],
      ["Foxes", true],
    ]);
    expect(await pilcrow.embedAnew()).toBe(1);
    expect(await pilcrow.embedAnew()).toBe(0);
  });

  it("of the same weights, whose articles an older version kept, is started once and fits nothing", async () => {
    const older = new WordEmbedder("old@1+tokens1");
    const models = new Models(
      { embedder: new WordEmbedder("new@1+tokens2"), calibration: WORD_CALIBRATION },
      (name) => {
        opened.push(name);
        return Promise.resolve({ embedder: older, calibration: WORD_CALIBRATION });
      },
    );
    expect(await models.find("new@1+tokens2")).toBe(models.current);
    const before = await models.find("new@1+tokens1");
    expect(before).toEqual({ embedder: models.current.embedder, ranking: undefined });
    // Articles are grouped by it.
    expect(await models.find("new@1")).toBe(before);
    expect(opened).toEqual([]);
    expect((await models.find("old@1"))?.calibration).toBeUndefined();
    expect((await models.find("old@1+tokens1"))?.calibration).toBe(WORD_CALIBRATION);
    expect(opened).toEqual(["old@1"]);
    await models.closeOlder();
    expect([older.closed, (models.current.embedder as WordEmbedder).closed]).toEqual([true, false]);
  });

  it("never keeps vectors that were made after an old title", async () => {
    const [{ id, record }] = await outdated("guild:1");
    // Somebody gives the same text another title while it is embedded.
    let renaming: Promise<unknown> | undefined;
    const embedder = new (class extends WordEmbedder {
      override async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
        renaming ??= pilcrowOf(old, async () => undefined).articles.add(
          "guild:1",
          { ...trams, title: "Railways" },
          { id },
        );
        await renaming;
        return super.embed(text, kind);
      }
    })("new@1");
    expect(await pilcrowOf(embedder, openOld).embedAnew("guild:1")).toBe(0);
    expect(await outdated("guild:1")).toMatchObject([{ id, record: { title: "Railways", model: record.model } }]);
  });

  async function outdated(scope: Scope) {
    const found = await store.articles.embeddedByOthers("new@1");
    const [first, ...others] = found
      .filter((one) => one.scope === scope)
      .map(({ record }) => ({ id: record.id, record }));
    if (first === undefined) throw new Error("Every article is of the new model.");
    return [first, ...others] as const;
  }

  it("leaves out and tells what cannot be embedded, and the others go on", async () => {
    const embedder = new PickyEmbedder("new@1");
    const problems: Error[] = [];
    const pilcrow = pilcrowOf(embedder, openOld);
    expect(await pilcrow.embedAnew(undefined, (problem) => problems.push(problem))).toBe(1);
    expect(problems.map(({ message }) => message)).toEqual(["“Foxes” (house) cannot be embedded anew."]);
    expect(problems[0]?.cause).toMatchObject({ message: "Nothing about foxes." });
    expect((await outdated("house"))[0].record.title).toBe("Foxes");
    expect((await store.articles.list("guild:1"))[0]?.model).toBe("new@1");
  });

  it("does not overwrite what was refreshed meanwhile", async () => {
    const embedder = new WordEmbedder("new@1", 5);
    const pilcrow = pilcrowOf(embedder, openOld);
    const [id = ""] = (await pilcrow.library.list("guild:1"))
      .filter(({ title }) => title === "Trams")
      .map((one) => one.id);
    const [embedded, refreshed] = await Promise.all([
      pilcrow.embedAnew("guild:1"),
      pilcrow.articles.refresh("guild:1", id, articleOf("Trams", "The tram to Velmar runs daily.")),
    ]);
    expect(refreshed.kind).toBe("refreshed");
    expect(embedded).toBeLessThanOrEqual(1);
    expect(await answers(pilcrow, "When runs the tram to Velmar?")).toBe("The tram to Velmar runs daily.");
  });
});
