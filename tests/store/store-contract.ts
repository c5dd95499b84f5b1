import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Article } from "../../src/documents/article.js";
import { StoreError } from "../../src/store/errors.js";
import type { ImportReport } from "../../src/store/report-store.js";
import type { Scope } from "../../src/store/scope.js";
import { DEFAULT_SETTINGS, SettingsError } from "../../src/store/scope-settings.js";
import type { Gap, ImportMarker, ImportToKeep, Limits, Store } from "../../src/store/store.js";
import {
  articleOf,
  embeddedAs,
  embeddedBy,
  importOf,
  importsUnderWay,
  leaveImport,
  tokensOf,
} from "../library/articles.js";

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

    async function keep(
      scope: Scope,
      article: Article,
      facts: Partial<ImportToKeep> = {},
      tokens = embeddedBy("m").tokens,
    ): Promise<string> {
      const pending = importOf(article, facts);
      expect(await store.imports.begin(scope, pending, { at: pending.addedAt })).toEqual({ kind: "begun" });
      expect(await store.imports.finish(scope, pending.importId, { ...embeddedBy("m"), tokens })).toBe(true);
      return pending.id;
    }

    /** All of a guild, as when the bot was removed long ago. */
    async function forgetGuild(scope: Scope): Promise<void> {
      await store.retention.setLeft([scope], 1);
      expect(await store.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 2 })).toEqual([scope]);
    }

    const titles = async (scope: Scope) => (await store.articles.list(scope)).map(({ title }) => title);

    describe("articles", () => {
      it("keeps every fact, paragraph and number", async () => {
        const article = articleOf("Odd — “title”; DROP TABLE article", "One. Two.", "## Under\n\n這是。它好。\u0001");
        const links = [{ text: "One", address: "https://tram.example/'1'" }];
        const place = { page: 7, time: "00:01:02", form: "list", links } as const;
        const withPage = {
          ...article,
          paragraphs: article.paragraphs.map((paragraph, at) => (at === 0 ? { ...paragraph, ...place } : paragraph)),
        };
        const facts = {
          addedBy: "42",
          sourceKind: "url",
          site: "The Tram",
          published: "2026-01-02",
          addedAt: 5,
          refreshedAt: 6,
          bytes: 7,
          messages: [{ person: "9", address: "https://discord.com/channels/1/2/3", first: 1, last: 2 }],
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
          paragraphs: withPage.paragraphs,
          model: "m",
          vectorKey: `key of ${article.title}`,
          vectors: embeddedBy("m").vectors,
          hasTokens: true,
        });
        expect(await store.articles.readText(guild, id)).toEqual(withPage.paragraphs);
        const of = await embeddedAs(store, guild, id);
        expect(await store.articles.readTokens(guild, id, [0], of)).toEqual(embeddedBy("m").tokens);
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
        const tokens = book.paragraphs.map((_, at) => tokensOf(at % 40, at));
        const pending = importOf(book);
        await leaveImport(store, guild, pending);
        expect((await store.imports.claim())?.content).toEqual(book.paragraphs);
        expect(await store.imports.finish(guild, pending.importId, { model: "m", vectors, tokens })).toBe(true);
        const content = {
          model: "m",
          vectorKey: "key of Book",
          paragraphs: book.paragraphs,
          vectors,
          hasTokens: true,
        };
        expect(await store.articles.read(guild, pending.id)).toEqual(content);

        const turned = { ...vectors, data: vectors.data.map((value) => -value) };
        const candidates = [1233, 0, 7, 700, 40];
        const tokensBy = (model: string) =>
          store.articles.readTokens(guild, pending.id, candidates, { ...content, model });
        const before = candidates.map((at) => tokens[at]);
        expect(await tokensBy("m")).toEqual(before);
        const reversed = tokens.toReversed();
        const after = candidates.map((at) => reversed[at]);
        const embedded = { model: "n", vectors: turned, tokens: reversed };
        const kept = store.articles.setVectors(guild, pending.id, "key of Book", embedded);
        // Whoever reads meanwhile gets the one or the other.
        for (let times = 0; times < 5; times++) {
          const read = await store.articles.read(guild, pending.id);
          expect([vectors.data, turned.data]).toContainEqual(read?.vectors.data);
          expect([before, undefined]).toContainEqual(await tokensBy("m"));
          expect([undefined, after]).toContainEqual(await tokensBy("n"));
        }
        expect(await kept).toBe(true);
        expect(await tokensBy("m")).toBeUndefined();
        expect(await tokensBy("n")).toEqual(after);
        expect(await store.articles.read(guild, pending.id)).toEqual({ ...content, model: "n", vectors: turned });

        await store.articles.remove(guild, pending.id, 1);
        const [, ...reads] = await Promise.all([
          store.retention.purge({ removed: 2, counts: 0, gaps: 0, left: 0 }),
          ...[1, 2, 3].map(() => store.articles.read(guild, pending.id)),
        ]);
        expect(reads).toEqual([undefined, undefined, undefined]);
        expect(await tokensBy("n")).toBeUndefined();
        expect(await store.articles.restore(guild, pending.id, 0)).toEqual({ kind: "too-late" });
      });

      it("lists by title whatever its case, then code unit by code unit, then id", async () => {
        for (const [title, id] of [
          ["b", "1"],
          ["B", "2"],
          ["é", "3"],
          ["a", "5"],
          ["a", "4"],
        ] as const) {
          await keep(guild, articleOf(title, "Text."), { id, contentHash: id });
        }
        expect((await store.articles.list(guild)).map(({ id }) => id)).toEqual(["4", "5", "2", "1", "3"]);
      });

      it("shows nothing of a scope to another", async () => {
        const id = await keep(guild, articleOf("Ours", "Text."));
        const pending = importOf(articleOf("Coming", "Text."));
        await store.imports.begin(guild, pending, { at: 1 });
        expect(await store.articles.list(other)).toEqual([]);
        expect(await store.articles.read(other, id)).toBeUndefined();
        expect(await store.articles.readText(other, id)).toBeUndefined();
        const of = await embeddedAs(store, guild, id);
        expect(await store.articles.readTokens(other, id, [0], of)).toBeUndefined();
        expect(await store.articles.remove(other, id, 1)).toBe(false);
        expect(await store.articles.setVectors(other, id, "key of Ours", embeddedBy("n"))).toBe(false);
        expect(await store.imports.usage(other, 0)).toEqual({ articles: 0, bytes: 0, paragraphs: 0, imports: 0 });
        await store.imports.release(other, pending.importId);
        expect(await store.imports.claim()).toBeUndefined();
        expect(await store.imports.finish(other, pending.importId, embeddedBy("m"))).toBe(false);
        expect(await store.imports.cancel(other, pending.importId)).toBe(false);
        expect(await store.imports.sameVectors(other, pending.importId, "m")).toBeUndefined();
        await store.articles.remove(guild, id, 5);
        expect(await store.articles.restore(other, id, 0)).toEqual({ kind: "too-late" });
        // The import is still the guild's.
        expect(await importsUnderWay(store, guild)).toBe(1);
      });

      it("does not let one scope take the id of another's article", async () => {
        const id = await keep(guild, articleOf("Ours", "Text."));
        const thief = importOf(articleOf("Theirs", "Text."), { id });
        await store.imports.begin(other, thief, { at: 1 });
        await expect(store.imports.finish(other, thief.importId, embeddedBy("m"))).rejects.toBeInstanceOf(StoreError);
        expect(await titles(guild)).toEqual(["Ours"]);
        expect(await titles(other)).toEqual([]);
      });

      it("changes vectors only while what they embed, title and content, is the same", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        expect(await store.articles.setVectors(guild, id, "another key", embeddedBy("n", 2))).toBe(false);
        expect((await store.articles.read(guild, id))?.model).toBe("m");
        expect(await store.articles.setVectors(guild, id, "key of A", embeddedBy("n", 2))).toBe(true);
        const content = await embeddedAs(store, guild, id);
        expect(content).toMatchObject({ model: "n", vectors: embeddedBy("n", 2).vectors });
        expect(await store.articles.readTokens(guild, id, [0], content)).toEqual(embeddedBy("n", 2).tokens);
        expect((await store.articles.list(guild))[0]?.model).toBe("n");
      });

      it("gives tokens in the order asked, of what was read and of nothing else", async () => {
        const id = await keep(guild, articleOf("A", "Text.", "More.", "End."), {}, [
          tokensOf(2, 1),
          tokensOf(0),
          tokensOf(5, 9),
        ]);
        const of = await embeddedAs(store, guild, id);
        expect(of.hasTokens).toBe(true);
        const read = (...paragraphs: number[]) => store.articles.readTokens(guild, id, paragraphs, of);
        expect(await read(2, 0, 1, 0)).toEqual([tokensOf(5, 9), tokensOf(2, 1), tokensOf(0), tokensOf(2, 1)]);
        expect(await read()).toEqual([]);
        for (const missing of [3, -1, 0.5]) await expect(read(0, missing)).rejects.toBeInstanceOf(StoreError);
        for (const changed of [{ vectorKey: "of another title" }, { model: "n" }]) {
          expect(await store.articles.readTokens(guild, id, [0], { ...of, ...changed })).toBeUndefined();
        }
        expect(await store.articles.readTokens(guild, "none", [0], of)).toBeUndefined();
        await store.articles.remove(guild, id, 100);
        expect(await read(0)).toBeUndefined();
        await store.articles.restore(guild, id, 100);
        expect(await read(0)).toEqual([tokensOf(2, 1)]);
      });

      it("gives no tokens where only vectors were made", async () => {
        const id = await keep(guild, articleOf("A", "Text."), {}, []);
        const of = await embeddedAs(store, guild, id);
        expect(of.hasTokens).toBe(false);
        expect(await store.articles.readTokens(guild, id, [0], of)).toBeUndefined();
        // A later version of the same model makes both.
        expect(await store.articles.setVectors(guild, id, "key of A", embeddedBy("m"))).toBe(true);
        expect(await store.articles.readTokens(guild, id, [0], of)).toEqual(embeddedBy("m").tokens);
      });

      it("removes, restores in time, and not after", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        expect(await store.articles.remove(guild, id, 100)).toBe(true);
        expect(await store.articles.remove(guild, id, 200)).toBe(false);
        expect(await titles(guild)).toEqual([]);
        expect(await store.articles.read(guild, id)).toBeUndefined();
        expect(await store.articles.readText(guild, id)).toBeUndefined();
        expect(await store.articles.restore(guild, id, 101)).toEqual({ kind: "too-late" });
        expect(await titles(guild)).toEqual([]);
        expect(await store.articles.restore(guild, id, 100)).toEqual({ kind: "restored" });
        expect(await store.articles.restore(guild, id, 100)).toEqual({ kind: "too-late" });
        expect(await titles(guild)).toEqual(["A"]);
      });

      it("restores nothing that is here again, or for which there is no room", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        await store.articles.remove(guild, id, 100);
        const again = await keep(guild, articleOf("A", "Text."));
        expect(await store.articles.restore(guild, id, 100)).toEqual({ kind: "already-here" });
        await store.articles.remove(guild, again, 50);
        await keep(guild, articleOf("B", "Text."), { bytes: 60 });
        const limits: Limits = { articles: 9, bytes: 150, paragraphs: 9, imports: 0, since: 0 };
        expect(await store.articles.restore(guild, id, 100, limits)).toEqual({
          kind: "over-limit",
          excess: { of: "bytes", used: 60, requested: 100, limit: 150 },
        });
        expect(await titles(guild)).toEqual(["B"]);
        // A restoration is no import: there may have been too many of those.
        expect(await store.articles.restore(guild, id, 100, { ...limits, bytes: 160 })).toEqual({ kind: "restored" });
        expect(await titles(guild)).toEqual(["A", "B"]);
      });

      it("drops the imports of an article with it, and no others", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        const refreshed = importOf(articleOf("A", "New text."), { id });
        const another = importOf(articleOf("B", "Text."));
        for (const one of [refreshed, another]) await store.imports.begin(guild, one, { at: 1 });
        await store.articles.remove(guild, id, 1);
        expect(await store.imports.finish(guild, refreshed.importId, embeddedBy("m"))).toBe(false);
        expect(await store.imports.finish(guild, another.importId, embeddedBy("m"))).toBe(true);
        expect(await titles(guild)).toEqual(["B"]);
      });
    });

    describe("imports", () => {
      it("are no articles until they are finished, and leave then", async () => {
        const pending = importOf(articleOf("A", "Text."), { addedBy: "7" });
        await store.imports.begin(guild, pending, { at: 1 });
        expect(await store.articles.list(guild)).toEqual([]);
        expect(await store.imports.usage(guild, 0)).toEqual({ articles: 1, bytes: 100, paragraphs: 1, imports: 1 });
        expect(await store.imports.finish(guild, pending.importId, embeddedBy("m"))).toBe(true);
        expect(await titles(guild)).toEqual(["A"]);
        expect(await store.imports.usage(guild, 2)).toEqual({ articles: 1, bytes: 100, paragraphs: 1, imports: 0 });
        expect(await importsUnderWay(store, guild)).toBe(0);
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
        await store.imports.begin(guild, pending, { at: 1 });
        expect(await store.imports.cancel(guild, pending.importId)).toBe(true);
        expect(await store.imports.cancel(guild, pending.importId)).toBe(false);
        expect(await store.imports.finish(guild, pending.importId, embeddedBy("m"))).toBe(false);
        expect(await titles(guild)).toEqual([]);
      });

      it("are claimed in order of their beginning, by one at a time, and count how often", async () => {
        const first = importOf(articleOf("Z", "Text."));
        const second = importOf(articleOf("A", "Text."));
        await store.imports.begin(other, first, { at: 1 });
        await store.imports.begin(guild, second, { at: 2 });
        // Whoever began them works on them.
        expect(await store.imports.claim()).toBeUndefined();
        for (const [scope, { importId }] of [
          [other, first],
          [guild, second],
        ] as const) {
          await store.imports.release(scope, importId);
        }
        expect(await store.imports.claim()).toEqual({ ...first, scope: other, paragraphs: 1, attempts: 2, left: 1 });
        expect(await store.imports.claim()).toMatchObject({ importId: second.importId, attempts: 2, left: 0 });
        expect(await store.imports.claim()).toBeUndefined();
        for (const [scope, { importId }] of [
          [other, first],
          [guild, second],
        ] as const) {
          await store.imports.release(scope, importId);
        }
        expect(await store.imports.claim([first.importId])).toMatchObject({ importId: second.importId, attempts: 3 });
        expect(await store.imports.claim([first.importId])).toBeUndefined();
        expect(await store.imports.claim()).toMatchObject({ importId: first.importId, attempts: 3 });
      });

      it("are claimed once by many at the same time", async () => {
        const left = ["A", "B", "C"].map((title) => importOf(articleOf(title, "Text.")));
        for (const one of left) await leaveImport(store, guild, one);
        const claimed = await Promise.all(Array.from({ length: 5 }, () => store.imports.claim()));
        const ids = claimed.flatMap((one) => one?.importId ?? []);
        expect(ids.sort()).toEqual(left.map(({ importId }) => importId).sort());
      });

      it("say what is here already, as an article or as an import that somebody works on", async () => {
        const article = articleOf("A", "Text.");
        const first = importOf(article);
        await store.imports.begin(guild, first, { at: 1 });
        const again = importOf(article, { title: "Another title" });
        const ref = { id: first.id, title: "A", source: article.source, paragraphs: 1 };
        const importing = { kind: "already-here", article: ref, importing: true };
        expect(await store.imports.begin(guild, again, { at: 1 })).toEqual(importing);
        await store.imports.finish(guild, first.importId, embeddedBy("m"));
        const here = { kind: "already-here", article: ref, importing: false };
        expect(await store.imports.begin(guild, again, { at: 1 })).toEqual(here);
        expect(await importsUnderWay(store, guild)).toBe(0);
        expect((await store.imports.usage(guild, 0)).imports).toBe(1);
        expect(await store.imports.begin(other, again, { at: 1 })).toEqual({ kind: "begun" });
      });

      it("supersede those of the same id, and those of the same content that nobody works on", async () => {
        const waiting = importOf(articleOf("A", "Text."));
        await leaveImport(store, guild, waiting);
        const same = importOf(articleOf("A", "Text."));
        const later = importOf(articleOf("B", "Text."), { id: same.id });
        for (const one of [same, later]) {
          expect(await store.imports.begin(guild, one, { at: 1 })).toEqual({ kind: "begun" });
        }
        expect(await store.imports.finish(guild, waiting.importId, embeddedBy("m"))).toBe(false);
        expect(await store.imports.finish(guild, same.importId, embeddedBy("m"))).toBe(false);
        expect(await store.imports.finish(guild, later.importId, embeddedBy("m"))).toBe(true);
        expect(await titles(guild)).toEqual(["B"]);
      });

      it("that refresh need their article, and may bring what another has", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        await keep(guild, articleOf("B", "Text."));
        const refresh = importOf(articleOf("B", "Text."), { id });
        expect(await store.imports.begin(guild, refresh, { at: 1, refreshes: true })).toEqual({ kind: "begun" });
        expect(await store.imports.finish(guild, refresh.importId, embeddedBy("m"))).toBe(true);
        await store.articles.remove(guild, id, 1);
        const late = importOf(articleOf("C", "Text."), { id });
        expect(await store.imports.begin(guild, late, { at: 1, refreshes: true })).toEqual({ kind: "gone" });
        expect(await importsUnderWay(store, guild)).toBe(0);
      });

      const limits: Limits = { articles: 9, bytes: 900, paragraphs: 9, imports: 9, since: 0 };

      it.each([
        [{ articles: 1 }, { of: "articles", used: 1, requested: 1, limit: 1 }],
        [{ bytes: 150 }, { of: "bytes", used: 100, requested: 100, limit: 150 }],
        [{ paragraphs: 2 }, { of: "paragraphs", used: 1, requested: 2, limit: 2 }],
        [{ imports: 1 }, { of: "imports", used: 1, requested: 1, limit: 1 }],
      ] as const)("are refused above the limit %o, with the figures", async (limit, excess) => {
        await keep(guild, articleOf("A", "Text."));
        const pending = importOf(articleOf("B", "Text.", "More."));
        const options = { at: 2000, limits: { ...limits, ...limit } };
        expect(await store.imports.begin(guild, pending, options)).toEqual({ kind: "over-limit", excess });
        expect(await importsUnderWay(store, guild)).toBe(0);
        expect(await store.imports.begin(other, pending, options)).toEqual({ kind: "begun" });
      });

      it("leave what they replace out of the limits, and imports from before", async () => {
        const id = await keep(guild, articleOf("A", "Text."), { addedAt: 10 });
        const options = { at: 30, limits: { ...limits, articles: 1, imports: 1, since: 11 }, refreshes: true };
        expect(await store.imports.usage(guild, 11, id)).toEqual({ articles: 0, bytes: 0, paragraphs: 0, imports: 0 });
        const first = importOf(articleOf("B", "Text."), { id });
        expect(await store.imports.begin(guild, first, options)).toEqual({ kind: "begun" });
        const second = importOf(articleOf("C", "Text."), { id });
        expect(await store.imports.begin(guild, second, options)).toMatchObject({ excess: { of: "imports" } });
      });

      it("at the same time stay within the limit", async () => {
        const several = Array.from({ length: 6 }, (_, at) => importOf(articleOf(`Article ${at}`, "Text.")));
        const options = { at: 1, limits: { ...limits, articles: 3 } };
        const results = await Promise.all(several.map((one) => store.imports.begin(guild, one, options)));
        expect(results.map(({ kind }) => kind).sort()).toEqual([
          ...Array(3).fill("begun"),
          ...Array(3).fill("over-limit"),
        ]);
        expect(await importsUnderWay(store, guild)).toBe(3);
      });

      it("are counted from a time on, finished or not", async () => {
        await keep(guild, articleOf("A", "Text."), { addedAt: 10 });
        const cancelled = importOf(articleOf("B", "Text."));
        await store.imports.begin(guild, cancelled, { at: 20 });
        await store.imports.cancel(guild, cancelled.importId);
        expect((await store.imports.usage(guild, 10)).imports).toBe(2);
        expect((await store.imports.usage(guild, 11)).imports).toBe(1);
        expect((await store.imports.usage(guild, 21)).imports).toBe(0);
      });

      it("find vectors and tokens of the same text by the same model, wherever it is", async () => {
        await keep(other, articleOf("Same", "Text."));
        const pending = importOf(articleOf("Same", "Text."));
        await store.imports.begin(guild, pending, { at: 1 });
        expect(await store.imports.sameVectors(guild, pending.importId, "m")).toEqual(embeddedBy("m"));
        expect(await store.imports.sameVectors(guild, pending.importId, "n")).toBeUndefined();
        const different = importOf(articleOf("Different", "Text."));
        await store.imports.begin(guild, different, { at: 1 });
        expect(await store.imports.sameVectors(guild, different.importId, "m")).toBeUndefined();
        // Two that share them are deleted apart.
        const same = await store.imports.sameVectors(guild, pending.importId, "m");
        if (same) await store.imports.finish(guild, pending.importId, same);
        const theirs = (await store.articles.list(other))[0]?.id ?? "";
        await store.articles.remove(other, theirs, 1);
        await store.retention.purge({ removed: 2, counts: 0, gaps: 0, left: 0 });
        const of = await embeddedAs(store, guild, pending.id);
        expect(await store.articles.readTokens(guild, pending.id, [0], of)).toEqual(embeddedBy("m").tokens);
        expect(await store.articles.readTokens(other, theirs, [0], of)).toBeUndefined();
      });
    });

    describe("import markers", () => {
      const marker = (importId: string, at: number, facts: Partial<ImportMarker> = {}): ImportMarker => ({
        importId,
        scope: guild,
        person: "7",
        name: `${importId}.pdf`,
        at,
        ...facts,
      });
      const left = async () => (await store.markers.listUntil(100)).map(({ importId }) => importId);

      it("are listed until they end, the oldest first, those of a later time not, and each once", async () => {
        const [late, early, now] = [marker("late", 20, { scope: other }), marker("early", 10), marker("now", 21)];
        for (const one of [late, early, now]) await store.markers.begin(one);
        await store.markers.begin({ ...early, at: 21 });
        expect(await store.markers.listUntil(20)).toEqual([early, late]);
        await store.markers.end(guild, "early");
        expect(await left()).toEqual(["late", "now"]);
      });

      it("end by their own scope, and where the import of their id begins", async () => {
        for (const id of ["ended", "imported", "foreign"]) await store.markers.begin(marker(id, 1));
        await store.markers.end(guild, "ended");
        await store.markers.end(other, "foreign");
        await store.imports.begin(guild, importOf(articleOf("A", "Text."), { importId: "imported" }), { at: 1 });
        expect(await left()).toEqual(["foreign"]);
      });

      it("are forgotten with their scope and with their person, and are of a guild until then", async () => {
        await store.markers.begin(marker("of the guild", 1, { person: "8" }));
        await store.markers.begin(marker("of the person", 1, { scope: other }));
        expect(await store.retention.guilds()).toContain(guild);
        await forgetGuild(guild);
        await store.retention.forgetPerson("7", 0);
        expect(await left()).toEqual([]);
      });
    });

    describe("reports of imports", () => {
      const report = (importId: string, at: number, facts: Partial<ImportReport> = {}): ImportReport => ({
        ...{ importId, scope: guild, person: "7", channelId: "9", articleId: null, text: `Added ${importId}.`, at },
        ...facts,
      });

      it("are kept until they end, oldest first; a later one takes the place of one of its import", async () => {
        const [late, early] = [report("late", 20, { scope: other, channelId: null }), report("early", 10)];
        for (const one of [late, report("early", 11, { text: null }), early]) await store.reports.keep(one);
        expect(await store.reports.list()).toEqual([early, late]);
        await store.reports.end("early");
        await store.reports.end("unknown");
        expect(await store.reports.list()).toEqual([late]);
      });

      it("begin with the article of an import that a person began, not with one that is fetched anew", async () => {
        const added = importOf(articleOf("A", "Text."), { importId: "a", addedBy: "7", addedAt: 3 });
        const anew = {
          ...importOf(articleOf("A", "New."), { importId: "b", addedBy: "7" }),
          id: added.id,
          refreshedAt: 4,
        };
        const byOperator = importOf(articleOf("B", "Text."), { importId: "c" });
        for (const one of [added, anew, byOperator]) {
          await store.imports.begin(guild, one, { at: 1, refreshes: one === anew });
          await store.imports.finish(guild, one.importId, embeddedBy("m"));
        }
        const begun = { channelId: null, articleId: added.id, text: null };
        expect(await store.reports.list()).toEqual([report("a", 3, begun)]);
      });

      it("are forgotten with their scope and with their person", async () => {
        await store.reports.keep(report("of the guild", 1, { person: "8" }));
        await store.reports.keep(report("of the person", 1, { scope: other }));
        await forgetGuild(guild);
        await store.retention.forgetPerson("7", 0);
        expect(await store.reports.list()).toEqual([]);
      });
    });

    describe("settings", () => {
      it("are of one scope and replaced whole", async () => {
        expect(await store.settings.get(guild)).toBeUndefined();
        const settings = {
          gaps: false,
          managerRoles: ["5"],
          strictness: "strict",
          defaultArticles: { "9": "abc" },
        } as const;
        expect(await store.settings.set(guild, settings, undefined)).toBe(true);
        expect(await store.settings.get(guild)).toEqual(settings);
        expect(await store.settings.get(other)).toBeUndefined();
        expect(await store.settings.set(guild, DEFAULT_SETTINGS, settings)).toBe(true);
        expect(await store.settings.get(guild)).toEqual(DEFAULT_SETTINGS);
      });

      it("are replaced only while they are what was expected", async () => {
        const strict = { ...DEFAULT_SETTINGS, strictness: "strict" } as const;
        expect(await store.settings.set(guild, strict, DEFAULT_SETTINGS)).toBe(false);
        expect(await store.settings.get(guild)).toBeUndefined();
        const results = await Promise.all([1, 2, 3].map(() => store.settings.set(guild, strict, undefined)));
        expect(results.sort()).toEqual([false, false, true]);
        expect(await store.settings.set(guild, DEFAULT_SETTINGS, undefined)).toBe(false);
        expect(await store.settings.get(guild)).toEqual(strict);
      });

      it("are refused where they make no sense", async () => {
        const wrong = { ...DEFAULT_SETTINGS, managerRoles: ["'; DROP TABLE settings; --"] };
        await expect(store.settings.set(guild, wrong, undefined)).rejects.toBeInstanceOf(SettingsError);
        expect(await store.settings.get(guild)).toBeUndefined();
      });
    });

    describe("gaps", () => {
      it("are kept oldest first, one for each person and question, the newest where there are too many", async () => {
        const first = {
          ...gapOf("a", "Why is it closed?"),
          reason: "not-helpful",
          nearest: { articleId: "x", paragraph: 3 },
        } as const;
        const later = gapOf("b", "Where is it?", 2);
        const another = gapOf("c", "Why is it closed?", 3, "8");
        for (const gap of [later, first, another]) await store.gaps.add(guild, gap, 9);
        expect(await store.gaps.list(guild)).toEqual([first, later, another]);
        expect(await store.gaps.list(other)).toEqual([]);
        const again = gapOf("d", "Why is it closed?", 4);
        await store.gaps.add(guild, again, 9);
        expect(await store.gaps.list(guild)).toEqual([later, another, again]);
        await store.gaps.add(other, gapOf("e", "Elsewhere?"), 1);
        const last = gapOf("f", "Is it?", 5);
        await store.gaps.add(guild, last, 2);
        expect(await store.gaps.list(guild)).toEqual([again, last]);
        expect(await store.gaps.list(other)).toHaveLength(1);
      });

      it("are taken out by their ids, of this scope alone, and deleted when they are old", async () => {
        const [a, b] = [gapOf("a", "One?", 1), gapOf("b", "Two?", 2)];
        for (const gap of [a, b]) await store.gaps.add(guild, gap, 9);
        expect(await store.gaps.take(other, ["a"])).toEqual([]);
        expect(await store.gaps.take(guild, ["a", "none"])).toEqual([a]);
        expect(await store.gaps.list(guild)).toEqual([b]);
        await store.retention.purge({ removed: 0, counts: 0, gaps: 2, left: 0 });
        expect(await store.gaps.list(guild)).toEqual([b]);
        await store.retention.purge({ removed: 0, counts: 0, gaps: 3, left: 0 });
        expect(await store.gaps.list(guild)).toEqual([]);
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
        await store.retention.forgetPerson("7", 0);
        expect(await store.feedback.list(guild)).toEqual([another]);
      });

      it("needs an article", async () => {
        const orphan = { person: "7", articleId: "none", paragraph: 1, verdict: "good", at: 1 } as const;
        await expect(store.feedback.add(guild, orphan)).rejects.toBeInstanceOf(StoreError);
      });
    });

    describe("replacing an article", () => {
      const give = (articleId: string, person: string, paragraph: number, scope = guild) =>
        store.feedback.add(scope, { person, articleId, paragraph, verdict: "good", at: Number(person) });
      const placesNow = async (scope = guild) =>
        (await store.feedback.list(scope)).map(({ person, paragraph }) => [person, paragraph]);

      it("lets verdicts go with the words that they are on, and notes what changed", async () => {
        const id = await keep(guild, articleOf("A", "One.", "Two.", "Same.", "Same.", "Gone."));
        await store.articles.list(guild);
        for (const [person, paragraph] of [
          ["1", 1],
          ["2", 2],
          ["3", 3],
          ["4", 4],
          ["5", 5],
        ] as const)
          await give(id, person, paragraph);
        await give(id, "6", 2, other);
        // Two places change sides, so that neither may be written over the other.
        await keep(guild, articleOf("B", "Two.", "One.", "New.", "Same."), { id, addedAt: 1000, refreshedAt: 7000 });
        expect(await placesNow()).toEqual([
          ["1", 2],
          ["2", 1],
          ["3", 4],
        ]);
        expect(await placesNow(other)).toEqual([["6", 1]]);
        expect(await store.refreshes.changes(guild)).toEqual([
          { articleId: id, at: 7000, added: 1, removed: 2, kept: 3 },
        ]);
        expect(await store.refreshes.changes(other)).toEqual([]);
        expect(await titles(guild)).toEqual(["B"]);
        await keep(guild, articleOf("C", "Two.", "One.", "New.", "Same."), { id, refreshedAt: 8000 });
        expect(await store.refreshes.changes(guild)).toHaveLength(1);
        for (let at = 1; at <= 7; at++)
          await keep(guild, articleOf("C", `Edition ${at}.`), { id, refreshedAt: 9000 + at });
        expect((await store.refreshes.changes(guild)).map(({ at }) => at)).toEqual([9007, 9006, 9005, 9004, 9003]);
        await store.articles.remove(guild, id, 1);
        expect(await store.refreshes.changes(guild)).toEqual([]);
      });

      it("leaves its plan as it is, and its other text and vectors unused", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        expect(await store.refreshes.plan(guild, id, "daily", 10)).toBe(true);
        const [before] = await store.refreshes.plans(guild);
        await keep(guild, articleOf("B", "New text."), { id });
        expect(await store.refreshes.plans(guild)).toEqual([before]);
        expect((await store.articles.readText(guild, id))?.map(({ text }) => text)).toEqual(["New text."]);
        await store.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 0 });
        const of = await embeddedAs(store, guild, id);
        expect(of.vectorKey).toBe("key of B");
        expect(await store.articles.readTokens(guild, id, [0], of)).toEqual(embeddedBy("m").tokens);
      });
    });

    describe("plans to fetch anew", () => {
      const fresh = { failures: 0, problem: null, validators: null };

      it("are one for each article, of its scope alone, and noted while they are there", async () => {
        const id = await keep(guild, articleOf("A", "Text."));
        const plan = (pace: "daily" | "weekly" | null, at = 10, scope = guild) =>
          store.refreshes.plan(scope, id, pace, at);
        expect(await plan("daily", 10, other)).toBe(false);
        expect(await store.refreshes.plan(guild, "none", "daily", 10)).toBe(false);
        expect(await plan("daily")).toBe(true);
        expect(await store.refreshes.plans(guild)).toEqual([{ articleId: id, pace: "daily", nextAt: 10, ...fresh }]);
        expect(await store.refreshes.plans(other)).toEqual([]);
        const validators = { etag: '"1"', lastModified: null, contentHash: "hash of A" };
        const outcome = { nextAt: 20, failures: 2, problem: "It is away.", validators };
        expect(await store.refreshes.note(other, id, outcome)).toBe(false);
        expect(await store.refreshes.note(guild, id, outcome)).toBe(true);
        expect(await store.refreshes.plans(guild)).toEqual([{ articleId: id, pace: "daily", ...outcome }]);
        expect(await plan("weekly", 30)).toBe(true);
        expect(await store.refreshes.plans(guild)).toEqual([{ articleId: id, pace: "weekly", nextAt: 30, ...fresh }]);
        expect(await plan(null)).toBe(true);
        expect(await store.refreshes.plans(guild)).toEqual([]);
        expect(await store.refreshes.note(guild, id, outcome)).toBe(false);
      });

      it("are due from their time on, but for what was removed and for guilds that the bot left", async () => {
        const first = await keep(guild, articleOf("A", "Text."));
        const second = await keep(other, articleOf("B", "Text."));
        const removed = await keep(guild, articleOf("C", "Text."));
        await store.refreshes.plan(guild, first, "daily", 20);
        await store.refreshes.plan(other, second, "weekly", 10);
        await store.refreshes.plan(guild, removed, "daily", 1);
        await store.articles.remove(guild, removed, 5);
        const due = async (at: number) =>
          (await store.refreshes.due(at)).map(({ scope, articleId }) => [scope, articleId]);
        expect(await due(9)).toEqual([]);
        expect(await due(20)).toEqual([
          [other, second],
          [guild, first],
        ]);
        await store.retention.setLeft([other], 1);
        expect(await due(20)).toEqual([[guild, first]]);
        await store.retention.setLeft([other], null);
        await store.articles.restore(guild, removed, 0);
        expect(await due(1)).toEqual([[guild, removed]]);
        await forgetGuild(guild);
        expect(await due(99)).toEqual([[other, second]]);
      });
    });

    describe("retention", () => {
      it("finds articles of other models, by scope and title, without the removed", async () => {
        await keep(other, articleOf("C", "Text."));
        const removed = await keep(guild, articleOf("Gone", "Text."));
        await store.articles.remove(guild, removed, 1);
        await keep(guild, articleOf("B", "Text."));
        await keep(guild, articleOf("A", "Text."));
        const found = await store.articles.embeddedByOthers("n");
        expect(found.map(({ scope, record, vectorKey }) => [scope, record.title, vectorKey])).toEqual([
          [guild, "A", "key of A"],
          [guild, "B", "key of B"],
          [other, "C", "key of C"],
        ]);
        expect(await store.articles.embeddedByOthers("m")).toEqual([]);
      });

      it("deletes for good what was removed before a time", async () => {
        const early = await keep(guild, articleOf("Early", "Text."));
        const late = await keep(guild, articleOf("Late", "Text."));
        await keep(guild, articleOf("Stays", "Text."));
        await store.feedback.add(guild, { person: "7", articleId: early, paragraph: 1, verdict: "good", at: 1 });
        await store.articles.remove(guild, early, 10);
        await store.articles.remove(guild, late, 20);
        expect(await store.retention.purge({ removed: 20, counts: 0, gaps: 0, left: 0 })).toEqual([]);
        expect(await store.articles.restore(guild, early, 0)).toEqual({ kind: "too-late" });
        expect(await store.feedback.list(guild)).toEqual([]);
        expect(await store.articles.restore(guild, late, 0)).toEqual({ kind: "restored" });
        expect(await titles(guild)).toEqual(["Late", "Stays"]);
      });

      it.each([
        ["a guild", guild, other],
        ["a person", "user:7", "user:8"],
      ] as const)("forgets everything of %s and nothing of another", async (_whose, one, another) => {
        for (const scope of [one, another]) {
          const articleId = await keep(scope, articleOf(`A of ${scope}`, "Text."));
          await store.imports.begin(scope, importOf(articleOf("Coming", "Text.")), { at: 2000 });
          await store.settings.set(scope, DEFAULT_SETTINGS, undefined);
          await store.feedback.add(scope, { person: "9", articleId, paragraph: 1, verdict: "good", at: 1 });
          await store.gaps.add(scope, gapOf(`of ${scope}`, "Why?"), 9);
          await store.retention.setLeft([scope], scope === one ? 1 : 5);
        }
        if (one === guild)
          expect(await store.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 5 })).toEqual([one]);
        else await store.retention.forgetPerson("7", 2000);
        expect(await store.articles.list(one)).toEqual([]);
        expect(await importsUnderWay(store, one)).toBe(0);
        // Whoever forgets everything would otherwise begin a new hour of imports with it.
        expect((await store.imports.usage(one, 0)).imports).toBe(one === guild ? 2 : 1);
        expect(await store.settings.get(one)).toBeUndefined();
        expect(await store.feedback.list(one)).toEqual([]);
        expect(await store.gaps.list(one)).toEqual([]);
        expect(await store.gaps.list(another)).toHaveLength(one === guild ? 1 : 0);
        expect(await titles(another)).toEqual([`A of ${another}`]);
        expect(await importsUnderWay(store, another)).toBe(1);
        expect((await store.imports.usage(another, 0)).imports).toBe(2);
        expect(await store.settings.get(another)).toEqual(DEFAULT_SETTINGS);
        expect(await store.feedback.list(another)).toHaveLength(1);
        expect(await store.retention.purge({ removed: 0, counts: 0, gaps: 0, left: 99 })).toEqual([another]);
      });

      it("drops the counts from before a time, in every scope", async () => {
        await keep(guild, articleOf("A", "Text."), { addedAt: 10 });
        await keep(guild, articleOf("B", "Text."), { addedAt: 20 });
        await keep(other, articleOf("A", "Text."), { addedAt: 10 });
        await store.retention.purge({ removed: 0, counts: 20, gaps: 0, left: 0 });
        expect((await store.imports.usage(guild, 0)).imports).toBe(1);
        expect((await store.imports.usage(other, 0)).imports).toBe(0);
        expect(await titles(guild)).toEqual(["A", "B"]);
      });

      it("forgets the verdicts and gaps of a scope from before a time", async () => {
        const articleId = await keep(guild, articleOf("A", "Text."));
        for (const [scope, at] of [
          [guild, 10],
          [guild, 20],
          [other, 10],
        ] as const)
          await store.feedback.add(scope, { person: String(at), articleId, paragraph: 1, verdict: "good", at });
        for (const at of [10, 20]) await store.gaps.add(guild, gapOf(`of ${at}`, `At ${at}?`, at), 9);
        await store.retention.purge({
          removed: 0,
          counts: 0,
          gaps: 0,
          left: 0,
          sooner: [{ scope: guild, before: 15 }],
        });
        expect((await store.feedback.list(guild)).map(({ at }) => at)).toEqual([20]);
        expect((await store.gaps.list(guild)).map(({ at }) => at)).toEqual([20]);
        expect(await store.feedback.list(other)).toHaveLength(1);
      });

      it("knows every guild of which anything is kept, and no person", async () => {
        const articleId = await keep("guild:a", articleOf("A", "Text."));
        await keep("user:7", articleOf("A", "Text."));
        await store.imports.begin("guild:b", importOf(articleOf("Coming", "Text.")), { at: 1 });
        await store.settings.set("guild:c", DEFAULT_SETTINGS, undefined);
        await store.feedback.add("guild:d", { person: "7", articleId, paragraph: 1, verdict: "good", at: 1 });
        await store.retention.setLeft(["guild:e"], 1);
        await store.gaps.add("guild:f", gapOf("g1", "Why?"), 9);
        const all = ["guild:a", "guild:b", "guild:c", "guild:d", "guild:e", "guild:f"];
        expect(await store.retention.guilds()).toEqual(all);
        await store.retention.setLeft(["guild:e"], null);
        await forgetGuild("guild:c");
        expect(await store.retention.guilds()).toEqual(["guild:a", "guild:b", "guild:d", "guild:f"]);
      });

      it("tells and forgets the traces of a person", async () => {
        const articleId = await keep(guild, articleOf("A", "Text."), { addedBy: "7" });
        await keep(other, articleOf("B", "Text."), { addedBy: "7" });
        await keep(other, articleOf("C", "Text."), { addedBy: "8" });
        await keep("user:7", articleOf("Own", "Text."), { addedBy: "7" });
        const pending = importOf(articleOf("Coming", "Text."), { addedBy: "7" });
        await leaveImport(store, guild, pending);
        await store.feedback.add(other, { person: "7", articleId, paragraph: 1, verdict: "good", at: 1 });
        await store.gaps.add(other, gapOf("g1", "Why?"), 9);
        expect(await store.retention.tracesOf("7")).toEqual({
          added: [
            { scope: guild, articles: 1 },
            { scope: other, articles: 1 },
          ],
          feedback: 1,
          gaps: 1,
          messages: [],
        });
        await store.retention.forgetPerson("7", 0);
        expect(await store.retention.tracesOf("7")).toEqual({ added: [], feedback: 0, gaps: 0, messages: [] });
        expect(await titles(guild)).toEqual(["A"]);
        expect(await titles("user:7")).toEqual([]);
        expect((await store.imports.claim())?.addedBy).toBeNull();
        expect((await store.retention.tracesOf("8")).added).toEqual([{ scope: other, articles: 1 }]);
      });

      it("knows whose messages are in articles of others, and forgets whose they were", async () => {
        const [ada, bob] = ["7", "8"];
        const said = (person: string, at: number) => ({
          person,
          address: `https://d.example/${at}`,
          first: at,
          last: at,
        });
        const both = { addedBy: bob, messages: [said(ada, 1), said(bob, 2), said(ada, 3)] };
        const shared = await keep(guild, articleOf("Shared", "One.", "Two.", "Three."), both);
        const ownId = await keep(other, articleOf("Added by its author", "One."), {
          addedBy: ada,
          messages: [said(ada, 1)],
        });
        const nobodys = await keep(other, articleOf("Added by nobody", "One."), { messages: [said(ada, 9)] });
        const removed = await keep(guild, articleOf("Removed", "One."), { addedBy: bob, messages: [said(ada, 1)] });
        await store.articles.remove(guild, removed, 5);
        await leaveImport(
          store,
          guild,
          importOf(articleOf("Coming", "One."), { addedBy: bob, messages: [said(ada, 1)] }),
        );
        const trace = (scope: Scope, articleId: string, title: string, at: number) => ({
          ...{ scope, articleId, title },
          address: `https://d.example/${at}`,
        });
        expect((await store.retention.tracesOf(ada)).messages).toEqual([
          trace(guild, shared, "Shared", 1),
          trace(guild, shared, "Shared", 3),
          trace(other, nobodys, "Added by nobody", 9),
        ]);
        expect((await store.retention.tracesOf(bob)).messages).toEqual([]);
        await store.retention.forgetPerson(ada, 0);
        expect((await store.retention.tracesOf(ada)).messages).toEqual([]);
        const messagesOf = async (scope: Scope, id: string) =>
          (await store.articles.list(scope)).find((one) => one.id === id)?.messages;
        expect(await messagesOf(guild, shared)).toEqual([said(bob, 2)]);
        expect(await messagesOf(other, ownId)).toEqual([]);
        expect(await store.imports.claim()).toBeUndefined();
        expect(await store.articles.restore(guild, removed, 0)).toEqual({ kind: "too-late" });
      });

      it("counts the verdicts on a scope's own articles, wherever they were given", async () => {
        const ofAll = await keep("house", articleOf("House", "Text."));
        const ofGuild = await keep(guild, articleOf("Own", "Text."));
        const removed = await keep("house", articleOf("Gone", "Text."));
        const give = (scope: Scope, person: string, articleId: string, verdict: "good" | "bad", paragraph = 1) =>
          store.feedback.add(scope, { person, articleId, paragraph, verdict, at: 1 });
        await give(guild, "7", ofAll, "good");
        await give(other, "7", ofAll, "bad");
        await give(other, "8", ofAll, "bad");
        await give(other, "8", ofAll, "good", 10);
        await give(other, "8", ofAll, "good", 2);
        await give(guild, "8", ofGuild, "good");
        await give(guild, "8", removed, "bad");
        await store.articles.remove("house", removed, 1);
        expect(await store.feedback.counts("house")).toEqual([
          { articleId: ofAll, paragraph: 1, good: 1, bad: 2 },
          { articleId: ofAll, paragraph: 2, good: 1, bad: 0 },
          { articleId: ofAll, paragraph: 10, good: 1, bad: 0 },
        ]);
        expect(await store.feedback.counts(guild)).toEqual([{ articleId: ofGuild, paragraph: 1, good: 1, bad: 0 }]);
        expect(await store.feedback.counts(other)).toEqual([]);
      });

      it("counts a guild as left from the first time it was told, until it is back", async () => {
        await store.retention.setLeft([guild], 10);
        await store.retention.setLeft([guild, other], 20);
        const leftBefore = (left: number) => store.retention.purge({ removed: 0, counts: 0, gaps: 0, left });
        expect(await leftBefore(10)).toEqual([]);
        expect(await leftBefore(11)).toEqual([guild]);
        await store.retention.setLeft([guild], 10);
        await store.retention.setLeft([guild], null);
        expect(await leftBefore(21)).toEqual([other]);
      });
    });
  });
}

function gapOf(id: string, question: string, at = 1, person = "7"): Gap {
  return { id, question, reason: "nothing-found", person, nearest: null, at };
}
