import { createHash } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { Documents } from "../../src/documents/documents.js";
import { startRefreshing } from "../../src/library/background.js";
import { createPilcrow } from "../../src/library/pilcrow.js";
import { DEFAULT_RULES, type ImportRules } from "../../src/library/quotas.js";
import { type RefreshEnd, TOLD_AFTER } from "../../src/library/refresh-due.js";
import { passagesOf } from "../../src/retrieval/answer.js";
import type { Scope } from "../../src/store/scope.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { serve } from "../documents/fetch/loopback.js";
import { articleOf } from "./articles.js";
import { temporaryFolder } from "./temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const guild: Scope = "guild:1";
const DAY = 24 * 3_600_000;

async function library(rules: ImportRules = DEFAULT_RULES) {
  const store = await SqliteStore.open(temporaryFolder());
  const embedder = new WordEmbedder();
  const pilcrow = createPilcrow({ embedder, store, calibration: WORD_CALIBRATION, rules });
  const documents = new Documents({ allowPrivateUrls: true });
  onTestFinished(async () => {
    await documents.close();
    await pilcrow.close();
    await store.close();
  });
  const add = async (...paragraphs: string[]) => {
    const { article } = await pilcrow.articles.add(guild, articleOf("Foxes", ...paragraphs), { addedBy: "7" });
    return article.id;
  };
  const verdicts = async () => (await store.feedback.list(guild)).map(({ paragraph }) => paragraph);
  const details = async () => (await pilcrow.articles.details(guild))[0];
  return { store, embedder, pilcrow, documents, add, verdicts, details, ...pilcrow };
}

describe("a new title", () => {
  it("is what the article is found and shown by, and leaves all else", async () => {
    const { articles, library: asked, add, verdicts, details } = await library();
    const id = await add("They eat plums.", "They sleep late.");
    await asked.giveFeedback(guild, { person: "7", articleId: id, paragraph: 2, verdict: "good" });
    const before = await details();
    const result = await articles.rename(guild, id, "  Badgers\n of the *park* ");
    expect(result).toMatchObject({ kind: "refreshed", changes: { added: 0, removed: 0, kept: 2 } });
    expect(await details()).toEqual({ ...before, title: "Badgers of the *park*" });
    expect(await verdicts()).toEqual([2]);
    const answer = await asked.ask(guild, "When sleep badgers of the park?");
    expect(passagesOf(answer)[0]).toMatchObject({ article: { id, title: "Badgers of the *park*" } });
    expect(await articles.rename(guild, id, "Badgers of the *park*")).toMatchObject({ kind: "unchanged" });
  });

  it("must be one, and is for its own scope alone", async () => {
    const { articles, add } = await library();
    const id = await add("They eat plums.");
    await expect(articles.rename(guild, id, " \u200b\n ")).rejects.toThrow("The new title is empty.");
    for (const scope of ["guild:2", "user:7", "house"] as const) {
      await expect(articles.rename(scope, id, "Ours")).rejects.toThrow("There is no article");
      await expect(articles.replace(scope, id, articleOf("Ours", "Text."))).rejects.toThrow("There is no article");
      await expect(articles.plan(scope, id, "daily")).rejects.toThrow("There is no article");
    }
  });
});

describe("a replaced document", () => {
  it("keeps the article's title, id and the verdicts on what stays", async () => {
    const { articles, library: asked, add, verdicts, details } = await library();
    const id = await add("They eat plums.", "They sleep late.", "They bark.");
    for (const paragraph of [1, 3])
      await asked.giveFeedback(guild, { person: "7", articleId: id, paragraph, verdict: "good" });
    const next = articleOf("Another title", "They bark.", "They run.", "They sleep late.");
    const result = await articles.replace(guild, id, next, { addedBy: "8", sourceKind: "text", bytes: 50 });
    expect(result).toMatchObject({ kind: "refreshed", changes: { added: 1, removed: 1, kept: 2 } });
    const now = await details();
    expect(now).toMatchObject({ id, title: "Foxes", addedBy: "8", sourceKind: "text", bytes: 50, paragraphs: 3 });
    expect(now?.changes).toMatchObject([{ added: 1, removed: 1, kept: 2 }]);
    expect(now?.refreshedAt).toBe(now?.changes[0]?.at);
    expect(await verdicts()).toEqual([1]);
  });

  it("that cannot be kept leaves the old one answering", async () => {
    const quotas = { ...DEFAULT_RULES.quotas, paragraphs: 2 };
    const { articles, library: asked, add, embedder, details } = await library({ ...DEFAULT_RULES, quotas });
    const id = await add("They eat plums in autumn.");
    const before = await details();
    await expect(articles.replace(guild, id, articleOf("Foxes", "A.", "B.", "C."))).rejects.toThrow(
      "At most 2 paragraphs",
    );
    embedder.closed = true;
    await expect(articles.replace(guild, id, articleOf("Foxes", "They bark."))).rejects.toThrow("closed");
    embedder.closed = false;
    expect(await details()).toEqual(before);
    const answer = await asked.ask(guild, "What do foxes eat in autumn?");
    expect(passagesOf(answer)[0]?.paragraph.text).toBe("They eat plums in autumn.");
  });

  it("without an address ends the plan to fetch it anew; one with an address does not", async () => {
    const { articles, add, details } = await library();
    const id = await add("They eat plums.");
    await expect(articles.plan(guild, id, "daily")).rejects.toThrow("“Foxes” came from no web address");
    const page = { ...articleOf("Foxes", "They run."), source: "https://foxes.example/" };
    await articles.replace(guild, id, page, { sourceKind: "url" });
    await articles.plan(guild, id, "weekly");
    await articles.replace(
      guild,
      id,
      { ...articleOf("Foxes", "They hide."), source: "https://foxes.example/2" },
      { sourceKind: "url" },
    );
    expect((await details())?.plan).toMatchObject({ pace: "weekly", failures: 0, problem: null });
    await articles.replace(guild, id, articleOf("Foxes", "They bark."), { sourceKind: "file" });
    expect((await details())?.plan).toBeNull();
  });
});

describe("articles that are fetched anew", () => {
  const pageOf = (...paragraphs: string[]) => `# Foxes\n\n${paragraphs.join("\n\n")}\n`;

  /** An article from an address, planned daily, and what its site does. */
  async function planned() {
    const site = { page: pageOf("They eat plums.", "They sleep late.", "They bark.", "They dig."), status: 200 };
    const seen: (string | undefined)[] = [];
    const { url } = await serve((request, response) => {
      const etag = `"${createHash("md5").update(site.page).digest("hex")}"`;
      seen.push(request.headers["if-none-match"]);
      if (site.status !== 200) response.writeHead(site.status).end();
      else if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.setHeader("content-type", "text/markdown").setHeader("etag", etag).end(site.page);
    });
    const all = await library();
    const loaded = await all.documents.fromUrl(`${url}/foxes.md`);
    const { article } = await all.articles.add(guild, loaded.article, { sourceKind: "url", addedBy: "7" });
    await all.articles.plan(guild, article.id, "daily");
    const ends: RefreshEnd[] = [];
    const end = new AbortController();
    /** Makes it due, and fetches it. */
    const fetchAnew = async () => {
      const [plan] = await all.store.refreshes.plans(guild);
      if (plan) await all.store.refreshes.note(guild, article.id, { ...plan, nextAt: 1 });
      await all.pilcrow.refreshDue(all.documents, (one) => ends.push(one), end.signal);
      return ends.splice(0);
    };
    return { ...all, site, seen, id: article.id, fetchAnew, end };
  }

  it("are told of where they changed, and asked for only where they may have", async () => {
    const { site, seen, fetchAnew, details, library: asked, verdicts, id } = await planned();
    await asked.giveFeedback(guild, { person: "7", articleId: id, paragraph: 2, verdict: "good" });
    expect(await fetchAnew()).toEqual([]);
    expect(await fetchAnew()).toEqual([]);
    expect(seen).toEqual([undefined, undefined, expect.stringMatching(/^"\w+"$/)]);
    site.page = pageOf("They run.", "They eat plums.", "They sleep late.", "They bark.");
    expect(await fetchAnew()).toMatchObject([
      { scope: guild, changes: { added: 1, removed: 1, kept: 3 }, failures: 0 },
    ]);
    const now = await details();
    expect(now).toMatchObject({
      addedBy: "7",
      plan: { pace: "daily", failures: 0 },
      changes: [{ added: 1, removed: 1 }],
    });
    expect(now?.plan?.nextAt).toBeGreaterThan(Date.now() + DAY - 60_000);
    expect(await verdicts()).toEqual([3]);
    expect(await fetchAnew()).toEqual([]);
    // Not due again.
    seen.splice(0);
    const { pilcrow, documents, end } = await planned();
    await pilcrow.refreshDue(documents, () => {}, end.signal);
    expect(seen).toEqual([]);
  });

  it("that fail keep their text, are tried again sooner until somebody is told, and count anew when it went well", async () => {
    const { site, fetchAnew, details, library: asked } = await planned();
    site.status = 500;
    for (let times = 1; times <= TOLD_AFTER + 1; times++) {
      const [ended] = await fetchAnew();
      expect(ended).toMatchObject({ failures: times, article: { title: "Foxes", addedBy: "7" } });
      const plan = (await details())?.plan;
      expect(plan).toMatchObject({ failures: times, problem: expect.stringContaining("the site itself failed") });
      expect((plan?.nextAt ?? 0) - Date.now() < DAY / 2).toBe(times < TOLD_AFTER);
    }
    expect((await asked.list(guild)).map(({ paragraphs }) => paragraphs)).toEqual([4]);
    site.status = 200;
    expect(await fetchAnew()).toEqual([]);
    expect((await details())?.plan).toMatchObject({ failures: 0, problem: null });
  });

  it("whose address gives a short page of something else keep their text", async () => {
    const { site, fetchAnew, details } = await planned();
    site.page = "# Foxes\n\nPlease log in.\n";
    expect(await fetchAnew()).toMatchObject([{ failures: 1, problem: { name: "OtherTextError" } }]);
    expect(await details()).toMatchObject({ paragraphs: 4, changes: [] });
  });

  it("are left alone where the plan was taken back, and where the process ends", async () => {
    const { site, fetchAnew, details, articles, id, end } = await planned();
    site.page = pageOf("They run.", "They eat plums.");
    end.abort(new Error("The end."));
    expect(await fetchAnew()).toEqual([]);
    expect(await details()).toMatchObject({ paragraphs: 4, plan: { failures: 0 } });
    await articles.plan(guild, id, null);
    expect(await fetchAnew()).toEqual([]);
    expect((await details())?.plan).toBeNull();
  });

  it("are looked for at the start", async () => {
    const { site, store, pilcrow, documents, id, details } = await planned();
    site.page = pageOf("They run.", "They eat plums.", "They bark.");
    const [plan] = await store.refreshes.plans(guild);
    if (plan) await store.refreshes.note(guild, id, { ...plan, nextAt: 1 });
    const said: unknown[] = [];
    const log = { info: (text: string) => said.push(text), problem: (error: unknown) => said.push(error) };
    const stop = startRefreshing(pilcrow, documents, log);
    await expect.poll(() => said).toEqual(["Fetched “Foxes” (guild:1) anew: 1 new, 2 gone, 2 kept."]);
    stop();
    expect((await details())?.paragraphs).toBe(3);
  });
});
