import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ImportCancelledError,
  ImportInterruptedError,
  ImportsForbiddenError,
  UnknownArticleError,
} from "../../src/library/errors.js";
import type { Articles } from "../../src/library/library.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import { DEFAULT_RULES, type ImportRules, QuotaError } from "../../src/library/quotas.js";
import { MemoryStore } from "../../src/store/memory.js";
import { DEFAULT_SETTINGS, SettingsError } from "../../src/store/scope-settings.js";
import { articleOf, importOf, importsUnderWay, leaveImport } from "./articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const guild = "guild:1";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const trams = articleOf("Trams", "The tram to Lindmoor runs hourly.", "A ticket costs four crowns.");

let store: MemoryStore;
let embedder: WordEmbedder;
let pilcrow: Pilcrow;

function open(rules: ImportRules = DEFAULT_RULES): void {
  embedder = new WordEmbedder();
  pilcrow = createPilcrow({ embedder, store, calibration: WORD_CALIBRATION, rules });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_700_000_000_000 });
  store = new MemoryStore();
  open();
});
afterEach(() => {
  vi.useRealTimers();
});

const titles = async (scope: "house" | `guild:${string}` | `user:${string}` = guild) =>
  (await pilcrow.library.list(scope)).map(({ title }) => title);

async function addedId(...[scope, article, options]: Parameters<Articles["add"]>): Promise<string> {
  const result = await pilcrow.articles.add(scope, article, options);
  expect(result.kind).toBe("added");
  return result.article.id;
}

describe("adding", () => {
  it("keeps who, when, from where and how large", async () => {
    const id = await addedId(
      guild,
      { ...foxes, site: "The Fox", published: "2026-01-02" },
      {
        addedBy: "7",
        sourceKind: "url",
        bytes: 1234,
        title: " Red\n\u202efoxes ",
      },
    );
    expect(await pilcrow.articles.show(guild, id)).toEqual({
      id,
      plan: null,
      changes: [],
      title: "Red foxes",
      source: "Foxes.md",
      paragraphs: 2,
      owner: "scope",
      sourceKind: "url",
      site: "The Fox",
      published: "2026-01-02",
      addedBy: "7",
      addedAt: 1_700_000_000_000,
      refreshedAt: null,
      bytes: 1234,
      ready: true,
      readable: true,
      sections: [{ headings: [], first: 1, last: 2 }],
      verdicts: [],
    });
  });

  it("says where the same content is already, whatever its title, and embeds nothing", async () => {
    const id = await addedId(guild, foxes);
    const before = embedder.passages.length;
    const again = await pilcrow.articles.add(guild, { ...foxes, title: "Other", source: "other.txt" });
    expect(again).toMatchObject({ kind: "already-here", importing: false, article: { id, title: "Foxes" } });
    expect(embedder.passages.length).toBe(before);
    expect(await titles()).toEqual(["Foxes"]);
  });

  it("says that the same content is just being read", async () => {
    // The first is embedded only when the second was answered.
    let goOn = () => {};
    const answered = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const embed = embedder.embed.bind(embedder);
    const embedding = vi.spyOn(embedder, "embed").mockImplementation(async (text, kind) => {
      await answered;
      return embed(text, kind);
    });
    const adding = pilcrow.articles.add(guild, foxes);
    await vi.waitFor(() => expect(embedding).toHaveBeenCalled());
    const second = await pilcrow.articles.add(guild, foxes);
    goOn();
    const first = await adding;
    expect([first.kind, second.kind]).toEqual(["added", "already-here"]);
    expect(second).toMatchObject({ importing: true, article: first.article });
    expect(await titles()).toEqual(["Foxes"]);
  });

  it("embeds nothing for content that another scope has, and says nothing of it", async () => {
    await pilcrow.articles.add("guild:2", foxes);
    const before = embedder.passages.length;
    expect((await pilcrow.articles.add(guild, foxes)).kind).toBe("added");
    expect(embedder.passages.length).toBe(before);
    expect((await pilcrow.library.ask(guild, "What do foxes eat in autumn?")).kind).toBe("found");
  });

  it("can be cancelled: nothing stays", async () => {
    const control = new AbortController();
    const reason = new Error("changed my mind");
    const adding = pilcrow.articles.add(guild, foxes, {
      signal: control.signal,
      onProgress: () => control.abort(reason),
    });
    const long = articleOf("Long", ...Array.from({ length: 40 }, (_, n) => `Paragraph ${n} is here.`));
    await adding.catch(() => {});
    const cancelled = pilcrow.articles.add(guild, long, { signal: control.signal });
    await expect(cancelled).rejects.toBe(reason);
    expect(await titles()).toEqual(["Foxes"]);
    expect(await importsUnderWay(store, guild)).toBe(0);
  });

  it("loses against a person who is forgotten meanwhile", async () => {
    let forgotten: Promise<void> | undefined;
    const adding = pilcrow.articles.add("user:7", foxes, {
      onProgress: () => {
        forgotten ??= pilcrow.retention.forgetPerson("7");
      },
    });
    await expect(adding).rejects.toBeInstanceOf(ImportCancelledError);
    await forgotten;
    expect(await titles("user:7")).toEqual([]);
  });
});

describe("imports that a process left", () => {
  it("are finished by the next", async () => {
    await leaveImport(store, guild, importOf(foxes));
    const told: unknown[] = [];
    const report = await pilcrow.resumeImports(
      ({ title }) => void told.push(title),
      (imports) => told.push(imports),
    );
    expect(report).toEqual({ finished: 1, problems: [] });
    expect(told).toEqual([1, "Foxes"]);
    expect((await pilcrow.library.ask(guild, "What do foxes eat in autumn?")).kind).toBe("found");
  });

  it("stay when the process closes, and only then", async () => {
    const closing = pilcrow.articles.add(
      guild,
      articleOf("Long", ...Array.from({ length: 40 }, (_, n) => `Part ${n}.`)),
      {
        onProgress: () => void pilcrow.close(),
      },
    );
    await expect(closing).rejects.toBeInstanceOf(ImportInterruptedError);
    open();
    expect(await pilcrow.resumeImports()).toEqual({ finished: 1, problems: [] });
    expect(await titles()).toEqual(["Long"]);
  });

  it("go on when one of them cannot be embedded", async () => {
    embedder = new (class extends WordEmbedder {
      override async embed(text: string, kind: "question" | "passage"): Promise<Float32Array> {
        if (text.includes("word word")) throw new Error("broken");
        return super.embed(text, kind);
      }
    })();
    pilcrow = createPilcrow({ embedder, store, calibration: WORD_CALIBRATION });
    await leaveImport(store, guild, importOf(articleOf("Bad", "word word word")));
    await leaveImport(store, guild, importOf(foxes));
    const { finished, problems } = await pilcrow.resumeImports();
    expect(finished).toBe(1);
    expect(problems).toMatchObject([
      { message: "The import of “Bad” (guild:1) was given up.", cause: { message: "broken" } },
    ]);
    expect(await titles()).toEqual(["Foxes"]);
    expect(await importsUnderWay(store, guild)).toBe(0);
  });

  it("are given up and reported when no process ever finishes them", async () => {
    const poison = importOf(foxes);
    await leaveImport(store, guild, poison);
    for (let starts = 0; starts < 3; starts++) {
      await store.imports.claim();
      await store.imports.release(guild, poison.importId);
    }
    const { finished, problems } = await pilcrow.resumeImports();
    expect(finished).toBe(0);
    expect(problems.map(({ message }) => message)).toEqual(["The import of “Foxes” (guild:1) was given up."]);
    expect(await importsUnderWay(store, guild)).toBe(0);
    expect((await pilcrow.articles.add(guild, foxes)).kind).toBe("added");
  });
});

describe("removing", () => {
  it("can be undone for five minutes", async () => {
    const id = await addedId(guild, foxes);
    expect(await pilcrow.articles.remove(guild, id)).toBe(true);
    expect(await pilcrow.articles.remove(guild, id)).toBe(false);
    expect(await pilcrow.library.ask(guild, "What do foxes eat?")).toMatchObject({ kind: "no-article" });
    vi.setSystemTime(Date.now() + 5 * MINUTE);
    await pilcrow.retention.purge(30 * DAY);
    expect(await pilcrow.articles.restore(guild, id)).toBe("restored");
    expect((await pilcrow.library.ask(guild, "What do foxes eat in autumn?")).kind).toBe("found");
    await pilcrow.articles.remove(guild, id);
    vi.setSystemTime(Date.now() + 5 * MINUTE + 1);
    expect(await pilcrow.articles.restore(guild, id)).toBe("too-late");
    await pilcrow.retention.purge(30 * DAY);
    expect((await store.articles.restore(guild, id, 0)).kind).toBe("too-late");
  });

  it("is not undone where the content was added again", async () => {
    const id = await addedId(guild, foxes);
    await pilcrow.articles.remove(guild, id);
    await addedId(guild, foxes);
    expect(await pilcrow.articles.restore(guild, id)).toBe("already-here");
    expect(await titles()).toEqual(["Foxes"]);
  });

  it("does not reach the global articles from a guild", async () => {
    const id = await addedId("house", foxes);
    expect(await pilcrow.articles.remove(guild, id)).toBe(false);
    await expect(pilcrow.articles.refresh(guild, id, trams)).rejects.toBeInstanceOf(UnknownArticleError);
    expect(await titles()).toEqual(["Foxes"]);
  });

  it("wins over a refresh that waits for its turn", async () => {
    const id = await addedId(guild, foxes);
    const [removed, refreshed] = await Promise.allSettled([
      pilcrow.articles.remove(guild, id),
      pilcrow.articles.refresh(guild, id, trams),
    ]);
    expect(removed).toEqual({ status: "fulfilled", value: true });
    expect(refreshed).toMatchObject({ status: "rejected", reason: expect.any(UnknownArticleError) });
    expect(await titles()).toEqual([]);
    expect(await importsUnderWay(store, guild)).toBe(0);
  });

  it("wins over a refresh that is under way", async () => {
    const id = await addedId(guild, foxes);
    let removed: Promise<boolean> | undefined;
    const refreshing = pilcrow.articles.refresh(guild, id, trams, {
      onProgress: () => {
        removed ??= pilcrow.articles.remove(guild, id);
      },
    });
    await expect(refreshing).rejects.toBeInstanceOf(ImportCancelledError);
    expect(await removed).toBe(true);
    expect(await titles()).toEqual([]);
  });
});

describe("refreshing", () => {
  it("tells what changed and answers from the new text alone", async () => {
    const id = await addedId(
      guild,
      { ...foxes, site: "The Fox", published: "2026-01-02" },
      { title: "Animals", addedBy: "7" },
    );
    await pilcrow.library.ask(guild, "Where do they sleep?");
    vi.setSystemTime(Date.now() + MINUTE);
    const next = articleOf(
      "Foxes",
      "Foxes eat pears in winter.",
      "They sleep under old bridges.",
      "They bark at night.",
    );
    expect(await pilcrow.articles.refresh(guild, id, next)).toMatchObject({
      kind: "refreshed",
      article: { id, title: "Animals", paragraphs: 3 },
      changes: { added: 2, removed: 1, kept: 1 },
    });
    const answer = await pilcrow.library.ask(guild, "What do foxes eat in winter?");
    expect(answer.kind === "found" && answer.passages[0].paragraph.text).toBe("Foxes eat pears in winter.");
    expect(await pilcrow.articles.show(guild, id)).toMatchObject({
      addedBy: "7",
      refreshedAt: Date.now(),
      addedAt: Date.now() - MINUTE,
    });
  });

  it("does nothing where nothing changed", async () => {
    const id = await addedId(guild, foxes);
    expect((await pilcrow.articles.refresh(guild, id, { ...foxes, title: "New title" })).kind).toBe("unchanged");
  });
});

describe("quotas", () => {
  const rules = (quotas: Partial<ImportRules["quotas"]>) =>
    open({ ...DEFAULT_RULES, quotas: { ...DEFAULT_RULES.quotas, ...quotas } });

  it.each([
    [{ articles: 1 }, "articles", 1, 1, "At most 1 articles can be kept here, and there are 1. Remove one first."],
    [{ bytes: 150 }, "bytes", 100, 100, /At most 0 MB|0 MB are used/],
    [{ paragraphs: 3 }, "paragraphs", 2, 2, /At most 3 paragraphs .* 2 are used, and this has 2/],
    [{ importsPerHour: 1 }, "importsPerHour", 1, 1, /At most 1 articles can be added here in an hour, and 1 were/],
  ] as const)("%o refuse with the figures", async (quota, name, used, requested, message) => {
    rules(quota);
    await pilcrow.articles.add(guild, foxes, { bytes: 100 });
    const refused = pilcrow.articles.add(guild, trams, { bytes: 100 });
    await expect(refused).rejects.toMatchObject({ quota: name, used, requested, limit: Object.values(quota)[0] });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(QuotaError);
    expect(await titles()).toEqual(["Foxes"]);
    // Another scope has its own, and the operator's articles are not limited.
    expect((await pilcrow.articles.add("guild:2", trams, { bytes: 100 })).kind).toBe("added");
    for (const article of [foxes, trams]) expect((await pilcrow.articles.add("house", article)).kind).toBe("added");
  });

  it("hold against imports at the same time", async () => {
    rules({ articles: 1 });
    const results = await Promise.allSettled([pilcrow.articles.add(guild, foxes), pilcrow.articles.add(guild, trams)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("count an hour, and let a replacement take the room of what it replaces", async () => {
    rules({ articles: 1, importsPerHour: 2 });
    const id = await addedId(guild, foxes);
    expect((await pilcrow.articles.refresh(guild, id, trams)).kind).toBe("refreshed");
    await expect(pilcrow.articles.refresh(guild, id, foxes)).rejects.toMatchObject({ quota: "importsPerHour" });
    vi.setSystemTime(Date.now() + 61 * MINUTE);
    expect((await pilcrow.articles.refresh(guild, id, foxes)).kind).toBe("refreshed");
  });

  it("count on when everything is deleted, and keep nothing of it longer than they need", async () => {
    rules({ importsPerHour: 1 });
    await addedId("user:7", foxes);
    await pilcrow.retention.forgetPerson("7");
    await expect(pilcrow.articles.add("user:7", foxes)).rejects.toMatchObject({ quota: "importsPerHour", used: 1 });
    vi.setSystemTime(Date.now() + 61 * MINUTE);
    await pilcrow.retention.purge(30 * DAY);
    expect((await store.imports.usage("user:7", 0)).imports).toBe(0);
    expect((await pilcrow.articles.add("user:7", foxes)).kind).toBe("added");
  });

  it("are asked before a document is fetched", async () => {
    rules({ bytes: 500 });
    await pilcrow.articles.checkImport(guild, 500);
    await expect(pilcrow.articles.checkImport(guild, 501)).rejects.toBeInstanceOf(QuotaError);
  });

  it("are asked before an article is fetched again, whose own room does not count", async () => {
    rules({ articles: 1, importsPerHour: 2 });
    const id = await addedId(guild, foxes);
    await pilcrow.articles.checkImport(guild, 0, id);
    await expect(pilcrow.articles.checkImport(guild)).rejects.toMatchObject({ quota: "articles" });
    await pilcrow.articles.refresh(guild, id, trams);
    await expect(pilcrow.articles.checkImport(guild, 0, id)).rejects.toMatchObject({ quota: "importsPerHour" });
    await expect(pilcrow.articles.checkImport(guild, 0, "none")).rejects.toBeInstanceOf(UnknownArticleError);
    await expect(pilcrow.articles.checkImport("guild:2", 0, id)).rejects.toBeInstanceOf(UnknownArticleError);
  });

  it("hold for a restoration", async () => {
    rules({ articles: 1 });
    const id = await addedId(guild, foxes);
    await pilcrow.articles.remove(guild, id);
    await addedId(guild, trams);
    await expect(pilcrow.articles.restore(guild, id)).rejects.toBeInstanceOf(QuotaError);
  });

  it("are beside the operator's switches", async () => {
    open({ ...DEFAULT_RULES, guildArticles: false });
    await expect(pilcrow.articles.add(guild, foxes)).rejects.toBeInstanceOf(ImportsForbiddenError);
    expect((await pilcrow.articles.add("user:7", foxes)).kind).toBe("added");
    open({ ...DEFAULT_RULES, dmArticles: false });
    await expect(pilcrow.articles.checkImport("user:7")).rejects.toThrow("direct messages");
    expect((await pilcrow.articles.add(guild, foxes)).kind).toBe("added");
  });
});

describe("settings", () => {
  it("have defaults, change one by one and are checked", async () => {
    expect(await pilcrow.settings.get(guild)).toEqual(DEFAULT_SETTINGS);
    await Promise.all([
      pilcrow.settings.change(guild, { strictness: "strict" }),
      pilcrow.settings.change(guild, { managerRoles: ["12"] }),
    ]);
    expect(await pilcrow.settings.get(guild)).toEqual({
      ...DEFAULT_SETTINGS,
      strictness: "strict",
      managerRoles: ["12"],
    });
    await expect(pilcrow.settings.change(guild, { managerRoles: ["everyone"] })).rejects.toBeInstanceOf(SettingsError);
    expect(await pilcrow.settings.get("guild:2")).toEqual(DEFAULT_SETTINGS);
  });

  it("of an older version are read, and hold with what was added since", async () => {
    const old = { managerRoles: ["5"], strictness: "strict", defaultArticles: {} } as const;
    await store.settings.set(guild, old, undefined);
    expect(await pilcrow.settings.get(guild)).toEqual({ ...DEFAULT_SETTINGS, ...old });
    expect(await pilcrow.settings.change(guild, { isPrivate: true })).toMatchObject({ ...old, isPrivate: true });
  });

  it("say for how many days verdicts are kept", async () => {
    for (const scope of [guild, "guild:2"] as const) {
      const articleId = await addedId(scope, foxes);
      await pilcrow.library.giveFeedback(scope, { person: "7", articleId, paragraph: 1, verdict: "good" });
    }
    await pilcrow.settings.change(guild, { keepDays: 7 });
    const left = async () => [(await store.feedback.list(guild)).length, (await store.feedback.list("guild:2")).length];
    vi.setSystemTime(Date.now() + 6 * DAY);
    await pilcrow.retention.purge(30 * DAY);
    expect(await left()).toEqual([1, 1]);
    vi.setSystemTime(Date.now() + 2 * DAY);
    await pilcrow.retention.purge(30 * DAY);
    expect(await left()).toEqual([0, 1]);
  });

  it("let a channel ask one article first and the others after it", async () => {
    const id = await addedId(guild, foxes);
    await addedId(
      guild,
      articleOf("Bears", "Bears eat plums in autumn and sleep under bridges.", "They wake in spring."),
    );
    await pilcrow.settings.setDefaultArticle(guild, "99", id);
    expect((await pilcrow.settings.get(guild)).defaultArticles).toEqual({ "99": id });
    const first = await pilcrow.library.ask(guild, "What do they eat in autumn?", { channelId: "99" });
    expect(first.kind === "found" && first.passages.map(({ article }) => article.title)).toEqual(["Foxes", "Foxes"]);
    const other = await pilcrow.library.ask(guild, "When do bears wake in spring?", { channelId: "99" });
    expect(other.kind === "found" && other.passages[0].article.title).toBe("Bears");
    await pilcrow.articles.remove(guild, id);
    expect((await pilcrow.library.list(guild)).map(({ title }) => title)).toEqual(["Bears"]);
    expect((await pilcrow.library.ask(guild, "When do bears wake in spring?", { channelId: "99" })).kind).toBe("found");
    await pilcrow.settings.setDefaultArticle(guild, "99", null);
    expect((await pilcrow.settings.get(guild)).defaultArticles).toEqual({});
    await expect(pilcrow.settings.setDefaultArticle("guild:2", "99", id)).rejects.toBeInstanceOf(UnknownArticleError);
  });
});

describe("privacy", () => {
  it("tells a person what is kept, and forgets it", async () => {
    await addedId("user:7", foxes, { addedBy: "7" });
    const id = await addedId(guild, trams, { addedBy: "7" });
    await addedId("user:8", foxes, { addedBy: "8" });
    await pilcrow.library.giveFeedback(guild, { person: "7", articleId: id, paragraph: 1, verdict: "bad" });
    expect(await pilcrow.retention.whatIsKept("7")).toMatchObject({
      articles: [{ title: "Foxes" }],
      added: [{ scope: guild, articles: 1 }],
      feedback: 1,
      settings: DEFAULT_SETTINGS,
    });
    await pilcrow.retention.forgetPerson("7");
    expect(await pilcrow.retention.whatIsKept("7")).toMatchObject({ articles: [], added: [], feedback: 0, gaps: 0 });
    expect(await pilcrow.articles.show(guild, id)).toMatchObject({ title: "Trams", addedBy: null });
    expect(await pilcrow.library.ask("user:7", "What do foxes eat?")).toMatchObject({ kind: "no-article" });
    expect((await pilcrow.library.ask("user:8", "What do foxes eat in autumn?")).kind).toBe("found");
  });

  it("refuses feedback on what is not there", async () => {
    const id = await addedId(guild, foxes);
    const feedback = { person: "7", articleId: id, verdict: "good" } as const;
    await expect(pilcrow.library.giveFeedback(guild, { ...feedback, paragraph: 3 })).rejects.toThrow(RangeError);
    await expect(pilcrow.library.giveFeedback("guild:2", { ...feedback, paragraph: 1 })).rejects.toThrow(
      UnknownArticleError,
    );
  });

  it("forgets a guild some days after the bot was removed, unless it is back", async () => {
    await addedId(guild, foxes);
    await addedId("guild:2", foxes);
    await pilcrow.retention.guildLeft("1");
    await pilcrow.retention.guildLeft("2");
    vi.setSystemTime(Date.now() + 29 * DAY);
    await pilcrow.retention.guildJoined("2");
    await pilcrow.retention.purge(30 * DAY);
    expect(await titles()).toEqual(["Foxes"]);
    vi.setSystemTime(Date.now() + 2 * DAY);
    await pilcrow.retention.purge(30 * DAY);
    expect(await titles()).toEqual([]);
    expect(await titles("guild:2")).toEqual(["Foxes"]);
  });

  it("learns at start which guilds removed the bot while it was away", async () => {
    await addedId(guild, foxes);
    await addedId("guild:2", foxes);
    await addedId("user:1", foxes);
    await pilcrow.retention.guildsPresent(["2", "3"]);
    vi.setSystemTime(Date.now() + 31 * DAY);
    await pilcrow.retention.guildsPresent(["2", "3"]);
    await pilcrow.retention.purge(30 * DAY);
    expect(await titles()).toEqual([]);
    expect(await titles("guild:2")).toEqual(["Foxes"]);
    expect(await titles("user:1")).toEqual(["Foxes"]);
  });
});
