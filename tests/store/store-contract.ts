import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../src/documents/article.js";
import { StoreError } from "../../src/store/errors.js";
import type { Scope } from "../../src/store/scope.js";
import { DEFAULT_SETTINGS, SettingsError } from "../../src/store/scope-settings.js";
import type { ImportToKeep, Reading, Store } from "../../src/store/store.js";
import { articleOf, embeddedBy, importOf } from "../library/articles.js";

const guild: Scope = "guild:1";
const other: Scope = "guild:2";

/** What the library relies on, whichever store it has. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    async function keep(scope: Scope, article: Article, facts: Partial<ImportToKeep> = {}): Promise<string> {
      const pending = importOf(article, facts);
      await store.imports.begin(scope, pending, pending.addedAt);
      expect(await store.imports.finish(scope, pending.importId, embeddedBy("m"))).toBe(true);
      return pending.id;
    }

    const titles = async (scope: Scope) => (await store.articles.list(scope)).map(({ title }) => title);

    describe("articles", () => {
      it("keeps every fact, paragraph and number", async () => {
        const article = articleOf("Odd — “title”; DROP TABLE article", "One. Two.", "## Under\n\n這是。它好。\u0001");
        const withPage = {
          ...article,
          paragraphs: article.paragraphs.map((paragraph, at) => (at === 0 ? { ...paragraph, page: 7 } : paragraph)),
        };
        const facts = {
          addedBy: "42",
          sourceKind: "url",
          site: "The Tram",
          published: "2026-01-02",
          addedAt: 5,
          refreshedAt: 6,
          bytes: 7,
        } as const;
        const id = await keep(guild, withPage, facts);
        expect(await store.articles.list(guild)).toEqual([
          {
            ...facts,
            id,
            title: article.title,
            source: article.source,
            paragraphs: 2,
            contentHash: `hash of ${article.title}`,
            model: "m",
          },
        ]);
        expect(await store.articles.read(guild, id)).toEqual({
          contentHash: `hash of ${article.title}`,
          paragraphs: withPage.paragraphs,
          ...embeddedBy("m"),
        });
        expect(await store.articles.readText(guild, id)).toEqual(withPage.paragraphs);
      });

      it("keeps a book whole, and replaces and deletes it", async () => {
        const sentences = Array.from({ length: 1234 }, (_, at) => `Sentence ${at} of the book says so.`);
        const book = articleOf("Book", ...sentences);
        const rows = Array.from({ length: 3000 }, (_, row) => row);
        const vectors = {
          data: Float32Array.from(rows.flatMap((row) => [row, row + 0.25, -row])),
          paragraphOf: Int32Array.from(rows, (row) => (row * 7) % 1234),
          sentenceOf: Int32Array.from(rows, (row) => (row % 2) - 1),
        };
        const pending = importOf(book);
        await store.imports.begin(guild, pending, 1);
        expect((await store.imports.takeUp(guild, pending.importId))?.content).toEqual(book.paragraphs);
        expect(await store.imports.finish(guild, pending.importId, { model: "m", vectors })).toBe(true);
        const content = { contentHash: "hash of Book", model: "m", paragraphs: book.paragraphs, vectors };
        expect(await store.articles.read(guild, pending.id)).toEqual(content);

        const turned = { ...vectors, data: vectors.data.map((value) => -value) };
        const kept = store.articles.setVectors(guild, pending.id, "key of Book", { model: "n", vectors: turned });
        // Whoever reads meanwhile gets the one or the other.
        for (let times = 0; times < 5; times++) {
          const read = await store.articles.read(guild, pending.id);
          expect([vectors.data, turned.data]).toContainEqual(read?.vectors.data);
        }
        expect(await kept).toBe(true);
        expect(await store.articles.read(guild, pending.id)).toEqual({ ...content, model: "n", vectors: turned });

        await store.articles.remove(guild, pending.id, 1);
        const [deleted, ...reads] = await Promise.all([
          store.upkeep.purgeRemoved(2),
          ...[1, 2, 3].map(() => store.articles.read(guild, pending.id)),
        ]);
        expect([deleted, ...reads]).toEqual([1, undefined, undefined, undefined]);
      });

      it("lists by title whatever its case, then code unit by code unit, then id", async () => {
        for (const [title, id] of [
          ["b", "1"],
          ["B", "2"],
          ["é", "3"],
          ["a", "5"],
          ["a", "4"],
        ] as const) {
          await keep(guild, articleOf(title, "Text."), { id });
        }
        expect((await store.articles.list(guild)).map(({ id }) => id)).toEqual(["4", "5", "2", "1", "3"]);
      });

      it("shows nothing of a scope to another", async () => {
        const id = await keep(guild, articleOf("Ours", "Text."));
        const pending = importOf(articleOf("Coming", "Text."));
        await store.imports.begin(guild, pending, 1);
        expect(await store.articles.list(other)).toEqual([]);
        expect(await store.articles.read(other, id)).toBeUndefined();
        expect(await store.articles.readText(other, id)).toBeUndefined();
        expect(await store.articles.remove(other, id, 1)).toBe(false);
        expect(await store.articles.setVectors(other, id, "key of Ours", embeddedBy("n"))).toBe(false);
        expect(await store.imports.pending(other)).toEqual([]);
        expect(await store.imports.takeUp(other, pending.importId)).toBeUndefined();
        expect(await store.imports.finish(other, pending.importId, embeddedBy("m"))).toBe(false);
        expect(await store.imports.cancel(other, pending.importId)).toBe(false);
        expect(await store.imports.sameVectors(other, pending.importId, "m")).toBeUndefined();
        expect(await store.imports.countSince(other, 0)).toBe(0);
        await store.articles.remove(guild, id, 5);
        expect(await store.articles.removed(other, 0)).toEqual([]);
        expect(await store.articles.restore(other, id, 0)).toBe(false);
      });

      it("does not let one scope take the id of another's article", async () => {
        const id = await keep(guild, articleOf("Ours", "Text."));
        const thief = importOf(articleOf("Theirs", "Text."), { id });
        await store.imports.begin(other, thief, 1);
        await expect(store.imports.finish(other, thief.importId, embeddedBy("m"))).rejects.toBeInstanceOf(StoreError);
        expect(await titles(guild)).toEqual(["Ours"]);
        expect(await titles(other)).toEqual([]);
      });

      it("changes vectors only while what they embed, title and content, is the same", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        expect(await store.articles.setVectors(guild, id, "another key", embeddedBy("n", 2))).toBe(false);
        expect((await store.articles.read(guild, id))?.model).toBe("m");
        expect(await store.articles.setVectors(guild, id, "key of A", embeddedBy("n", 2))).toBe(true);
        expect(await store.articles.read(guild, id)).toMatchObject(embeddedBy("n", 2));
        expect((await store.articles.list(guild))[0]?.model).toBe("n");
      });

      it("removes, restores in time, and not after", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        expect(await store.articles.remove(guild, id, 100)).toBe(true);
        expect(await store.articles.remove(guild, id, 200)).toBe(false);
        expect(await titles(guild)).toEqual([]);
        expect(await store.articles.read(guild, id)).toBeUndefined();
        expect(await store.articles.readText(guild, id)).toBeUndefined();
        expect(await store.articles.removed(guild, 101)).toEqual([]);
        expect((await store.articles.removed(guild, 100)).map(({ title }) => title)).toEqual(["A"]);
        expect(await store.articles.restore(guild, id, 101)).toBe(false);
        expect(await store.articles.restore(guild, id, 100)).toBe(true);
        expect(await store.articles.restore(guild, id, 100)).toBe(false);
        expect(await titles(guild)).toEqual(["A"]);
      });
    });

    describe("imports", () => {
      it("are no articles until they are finished, and leave then", async () => {
        const pending = importOf(articleOf("A", "Text."), { addedBy: "7" });
        await store.imports.begin(guild, pending, 1);
        expect(await store.articles.list(guild)).toEqual([]);
        expect(await store.imports.pending(guild)).toEqual([
          { importId: pending.importId, id: pending.id, bytes: 100, paragraphs: 1, contentHash: "hash of A" },
        ]);
        expect(await store.imports.finish(guild, pending.importId, embeddedBy("m"))).toBe(true);
        expect(await titles(guild)).toEqual(["A"]);
        expect(await store.imports.pending(guild)).toEqual([]);
        expect(await store.imports.finish(guild, pending.importId, embeddedBy("m"))).toBe(false);
      });

      it("replace an article whole, even a removed one", async () => {
        const id = await keep(guild, articleOf("Old", "Old text.", "More."));
        await store.feedback.add(guild, { person: "7", articleId: id, paragraph: 2, verdict: "good", at: 1 });
        await keep(guild, articleOf("New", "New text."), { id });
        expect(await titles(guild)).toEqual(["New"]);
        expect((await store.articles.readText(guild, id))?.map(({ text }) => text)).toEqual(["New text."]);
        expect(await store.feedback.list(guild)).toEqual([]);
        await store.articles.remove(guild, id, 1);
        await keep(guild, articleOf("Newer", "Text."), { id });
        expect(await titles(guild)).toEqual(["Newer"]);
      });

      it("can be cancelled, and are not finished after that", async () => {
        const pending = importOf(articleOf("A", "Text."));
        await store.imports.begin(guild, pending, 1);
        expect(await store.imports.cancel(guild, pending.importId)).toBe(true);
        expect(await store.imports.cancel(guild, pending.importId)).toBe(false);
        expect(await store.imports.finish(guild, pending.importId, embeddedBy("m"))).toBe(false);
        expect(await titles(guild)).toEqual([]);
      });

      it("wait in order of their beginning and count how often they were taken up", async () => {
        const first = importOf(articleOf("Z", "Text."));
        const second = importOf(articleOf("A", "Text."));
        await store.imports.begin(other, first, 1);
        await store.imports.begin(guild, second, 2);
        expect(await store.imports.waiting()).toEqual([
          { scope: other, importId: first.importId },
          { scope: guild, importId: second.importId },
        ]);
        expect(await store.imports.takeUp(other, first.importId)).toEqual({ ...first, attempts: 2 });
        expect(await store.imports.takeUp(other, first.importId)).toEqual({ ...first, attempts: 3 });
        expect((await store.imports.takeUp(guild, second.importId))?.attempts).toBe(2);
      });

      it("are counted from a time on, finished or not", async () => {
        await keep(guild, articleOf("A", "Text."), { addedAt: 10 });
        const cancelled = importOf(articleOf("B", "Text."));
        await store.imports.begin(guild, cancelled, 20);
        await store.imports.cancel(guild, cancelled.importId);
        expect(await store.imports.countSince(guild, 10)).toBe(2);
        expect(await store.imports.countSince(guild, 11)).toBe(1);
        expect(await store.imports.countSince(guild, 21)).toBe(0);
      });

      it("find the vectors of the same text by the same model, wherever it is", async () => {
        await keep(other, articleOf("Same", "Text."));
        const pending = importOf(articleOf("Same", "Text."));
        await store.imports.begin(guild, pending, 1);
        expect(await store.imports.sameVectors(guild, pending.importId, "m")).toEqual(embeddedBy("m").vectors);
        expect(await store.imports.sameVectors(guild, pending.importId, "n")).toBeUndefined();
        const different = importOf(articleOf("Different", "Text."));
        await store.imports.begin(guild, different, 1);
        expect(await store.imports.sameVectors(guild, different.importId, "m")).toBeUndefined();
      });
    });

    describe("readings", () => {
      const reading = (importId: string, at: number, facts: Partial<Reading> = {}): Reading => ({
        importId,
        scope: guild,
        person: "7",
        name: `${importId}.pdf`,
        at,
        ...facts,
      });
      const left = async () => (await store.readings.takeUntil(100)).map(({ importId }) => importId);

      it("are taken out once, the oldest first, those of a later time not", async () => {
        const [late, early, now] = [reading("late", 20, { scope: other }), reading("early", 10), reading("now", 21)];
        for (const one of [late, early, now]) await store.readings.begin(one);
        expect(await store.readings.takeUntil(20)).toEqual([early, late]);
        expect(await store.readings.takeUntil(20)).toEqual([]);
        expect(await left()).toEqual(["now"]);
      });

      it("end by their own scope, and where the import of their id begins", async () => {
        for (const id of ["ended", "imported", "foreign"]) await store.readings.begin(reading(id, 1));
        await store.readings.end(guild, "ended");
        await store.readings.end(other, "foreign");
        await store.imports.begin(guild, importOf(articleOf("A", "Text."), { importId: "imported" }), 1);
        expect(await left()).toEqual(["foreign"]);
      });

      it("are forgotten with their scope and with their person, and are of a guild until then", async () => {
        await store.readings.begin(reading("of the guild", 1, { person: "8" }));
        await store.readings.begin(reading("of the person", 1, { scope: other }));
        expect(await store.upkeep.guilds()).toContain(guild);
        await store.upkeep.forgetScope(guild, 0);
        await store.upkeep.forgetTraces("7");
        expect(await left()).toEqual([]);
      });
    });

    describe("settings", () => {
      it("are of one scope and replaced whole", async () => {
        expect(await store.settings.get(guild)).toBeUndefined();
        const settings = { managerRoles: ["5"], strictness: "strict", defaultArticles: { "9": "abc" } } as const;
        await store.settings.set(guild, settings);
        expect(await store.settings.get(guild)).toEqual(settings);
        expect(await store.settings.get(other)).toBeUndefined();
        await store.settings.set(guild, DEFAULT_SETTINGS);
        expect(await store.settings.get(guild)).toEqual(DEFAULT_SETTINGS);
      });

      it("are refused where they make no sense", async () => {
        const wrong = { ...DEFAULT_SETTINGS, managerRoles: ["'; DROP TABLE settings; --"] };
        await expect(store.settings.set(guild, wrong)).rejects.toBeInstanceOf(SettingsError);
        expect(await store.settings.get(guild)).toBeUndefined();
      });
    });

    describe("feedback", () => {
      it("is one verdict for each person and paragraph, the latest", async () => {
        const articleId = await keep(guild, articleOf("A", "Text."));
        const first = { person: "7", articleId, paragraph: 10, verdict: "good", at: 1 } as const;
        const later = { ...first, verdict: "bad", at: 3 } as const;
        const another = { ...first, person: "8", at: 3 } as const;
        const paragraph2 = { ...later, paragraph: 2 } as const;
        for (const one of [first, later, another, paragraph2]) await store.feedback.add(guild, one);
        expect(await store.feedback.list(guild)).toEqual([paragraph2, later, another]);
        expect(await store.feedback.list(other)).toEqual([]);
        expect(await store.feedback.removeBy(other, "7")).toBe(0);
        expect(await store.feedback.removeBy(guild, "7")).toBe(2);
        expect(await store.feedback.list(guild)).toEqual([another]);
      });

      it("needs an article", async () => {
        const orphan = { person: "7", articleId: "none", paragraph: 1, verdict: "good", at: 1 } as const;
        await expect(store.feedback.add(guild, orphan)).rejects.toBeInstanceOf(StoreError);
      });
    });

    describe("upkeep", () => {
      it("finds articles of other models, by scope and title, without the removed", async () => {
        await keep(other, articleOf("C", "Text."));
        const removed = await keep(guild, articleOf("Gone", "Text."));
        await store.articles.remove(guild, removed, 1);
        await keep(guild, articleOf("B", "Text."));
        await keep(guild, articleOf("A", "Text."));
        const found = await store.upkeep.embeddedByOthers("n");
        expect(found.map(({ scope, record, vectorKey }) => [scope, record.title, vectorKey])).toEqual([
          [guild, "A", "key of A"],
          [guild, "B", "key of B"],
          [other, "C", "key of C"],
        ]);
        expect(await store.upkeep.embeddedByOthers("m")).toEqual([]);
      });

      it("deletes for good what was removed before a time", async () => {
        const early = await keep(guild, articleOf("Early", "Text."));
        const late = await keep(guild, articleOf("Late", "Text."));
        await keep(guild, articleOf("Stays", "Text."));
        await store.feedback.add(guild, { person: "7", articleId: early, paragraph: 1, verdict: "good", at: 1 });
        await store.articles.remove(guild, early, 10);
        await store.articles.remove(guild, late, 20);
        expect(await store.upkeep.purgeRemoved(20)).toBe(1);
        expect(await store.articles.restore(guild, early, 0)).toBe(false);
        expect(await store.feedback.list(guild)).toEqual([]);
        expect(await store.articles.restore(guild, late, 0)).toBe(true);
        expect(await titles(guild)).toEqual(["Late", "Stays"]);
      });

      it("forgets everything of one scope and nothing of another", async () => {
        for (const scope of [guild, other]) {
          const articleId = await keep(scope, articleOf(`A of ${scope}`, "Text."));
          await store.imports.begin(scope, importOf(articleOf("Coming", "Text.")), 2000);
          await store.settings.set(scope, DEFAULT_SETTINGS);
          await store.feedback.add(scope, { person: "7", articleId, paragraph: 1, verdict: "good", at: 1 });
          await store.upkeep.setLeft(scope, 1);
        }
        await store.upkeep.forgetScope(guild, 2000);
        expect(await store.articles.list(guild)).toEqual([]);
        expect(await store.imports.pending(guild)).toEqual([]);
        // Whoever forgets everything would otherwise begin a new hour of imports with it.
        expect(await store.imports.countSince(guild, 0)).toBe(1);
        expect(await store.settings.get(guild)).toBeUndefined();
        expect(await store.feedback.list(guild)).toEqual([]);
        expect(await store.upkeep.leftBefore(99)).toEqual([other]);
        expect(await titles(other)).toEqual([`A of ${other}`]);
        expect(await store.imports.pending(other)).toHaveLength(1);
        expect(await store.imports.countSince(other, 0)).toBe(2);
        expect(await store.settings.get(other)).toEqual(DEFAULT_SETTINGS);
        expect(await store.feedback.list(other)).toHaveLength(1);
      });

      it("drops the counts from before a time, in every scope", async () => {
        await keep(guild, articleOf("A", "Text."), { addedAt: 10 });
        await keep(guild, articleOf("B", "Text."), { addedAt: 20 });
        await keep(other, articleOf("A", "Text."), { addedAt: 10 });
        await store.upkeep.dropCounts(20);
        expect(await store.imports.countSince(guild, 0)).toBe(1);
        expect(await store.imports.countSince(other, 0)).toBe(0);
        expect(await titles(guild)).toEqual(["A", "B"]);
      });

      it("knows every guild of which anything is kept, and no person", async () => {
        const articleId = await keep("guild:a", articleOf("A", "Text."));
        await keep("user:7", articleOf("A", "Text."));
        await store.imports.begin("guild:b", importOf(articleOf("Coming", "Text.")), 1);
        await store.settings.set("guild:c", DEFAULT_SETTINGS);
        await store.feedback.add("guild:d", { person: "7", articleId, paragraph: 1, verdict: "good", at: 1 });
        await store.upkeep.setLeft("guild:e", 1);
        expect(await store.upkeep.guilds()).toEqual(["guild:a", "guild:b", "guild:c", "guild:d", "guild:e"]);
        await store.upkeep.setLeft("guild:e", null);
        await store.upkeep.forgetScope("guild:c", 0);
        expect(await store.upkeep.guilds()).toEqual(["guild:a", "guild:b", "guild:d"]);
      });

      it("tells and forgets the traces of a person", async () => {
        const articleId = await keep(guild, articleOf("A", "Text."), { addedBy: "7" });
        await keep(other, articleOf("B", "Text."), { addedBy: "7" });
        await keep(other, articleOf("C", "Text."), { addedBy: "8" });
        await keep("user:7", articleOf("Own", "Text."), { addedBy: "7" });
        const pending = importOf(articleOf("Coming", "Text."), { addedBy: "7" });
        await store.imports.begin(guild, pending, 1);
        await store.feedback.add(other, { person: "7", articleId, paragraph: 1, verdict: "good", at: 1 });
        expect(await store.upkeep.tracesOf("7")).toEqual({
          added: [
            { scope: guild, articles: 1 },
            { scope: other, articles: 1 },
          ],
          feedback: 1,
        });
        await store.upkeep.forgetTraces("7");
        expect(await store.upkeep.tracesOf("7")).toEqual({ added: [], feedback: 0 });
        expect(await titles(guild)).toEqual(["A"]);
        expect((await store.imports.takeUp(guild, pending.importId))?.addedBy).toBeNull();
        expect((await store.upkeep.tracesOf("8")).added).toEqual([{ scope: other, articles: 1 }]);
      });

      it("counts the verdicts on a scope's own articles, wherever they were given", async () => {
        const ofHouse = await keep("house", articleOf("House", "Text."));
        const ofGuild = await keep(guild, articleOf("Own", "Text."));
        const removed = await keep("house", articleOf("Gone", "Text."));
        const give = (scope: Scope, person: string, articleId: string, verdict: "good" | "bad", paragraph = 1) =>
          store.feedback.add(scope, { person, articleId, paragraph, verdict, at: 1 });
        await give(guild, "7", ofHouse, "good");
        await give(other, "7", ofHouse, "bad");
        await give(other, "8", ofHouse, "bad");
        await give(other, "8", ofHouse, "good", 10);
        await give(other, "8", ofHouse, "good", 2);
        await give(guild, "8", ofGuild, "good");
        await give(guild, "8", removed, "bad");
        await store.articles.remove("house", removed, 1);
        expect(await store.upkeep.verdictsOn("house")).toEqual([
          { articleId: ofHouse, paragraph: 1, good: 1, bad: 2 },
          { articleId: ofHouse, paragraph: 2, good: 1, bad: 0 },
          { articleId: ofHouse, paragraph: 10, good: 1, bad: 0 },
        ]);
        expect(await store.upkeep.verdictsOn(guild)).toEqual([{ articleId: ofGuild, paragraph: 1, good: 1, bad: 0 }]);
        expect(await store.upkeep.verdictsOn(other)).toEqual([]);
      });

      it("counts a guild as left from the first time it was told, until it is back", async () => {
        await store.upkeep.setLeft(guild, 10);
        await store.upkeep.setLeft(guild, 20);
        await store.upkeep.setLeft(other, 20);
        expect(await store.upkeep.leftBefore(10)).toEqual([]);
        expect(await store.upkeep.leftBefore(11)).toEqual([guild]);
        await store.upkeep.setLeft(guild, null);
        expect(await store.upkeep.leftBefore(21)).toEqual([other]);
      });
    });
  });
}
