import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, onTestFinished, test } from "vitest";
import { Documents } from "../../../src/documents/documents.js";
import { DEFAULT_RULES } from "../../../src/library/quotas.js";
import { TOLD_AFTER } from "../../../src/library/refresh-due.js";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { seen, textsOf } from "../seen.js";
import { messageWith, outcome } from "../text-waiting.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const wolves = articleOf("Wolves", "Wolves eat plums in winter.", "They sleep in caves.");

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The title of the article that an answer quotes. */
function quoted(message: APIMessage): string | undefined {
  return /^(.*) · ¶ \d+ of \d+$/m.exec(seen(message))?.[1];
}

describe("/article default", () => {
  test("is asked first in its channel, until there is none", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`guild:${guild.id}`, wolves);
    const [none, choice] = await bob.type("article default", "article", "wolv", {}, channel).choices();
    expect([none?.value, choice?.name]).toEqual(["(none)", "Wolves"]);
    const set = (article: string) => bob.use("article default", { article }, channel).reply();
    const asked = async () =>
      JSON.stringify(await ada.use("ask", { question: "Who would eat plums in winter or autumn?" }, channel).reply());
    expect((await set(String(choice?.value))).content).toContain("asks **Wolves** first");
    expect(await asked()).not.toContain("Foxes");
    expect((await set("none")).content).toContain("all articles alike");
    expect(await asked()).toContain("Foxes");
    expect((await ada.use("article default", { article: "Foxes" }, channel).reply()).content).toContain("may manage");
  });
});

test("“(none)” is no article, whatever articles are called", async () => {
  const { bob, channel, guild, pilcrow } = await libraryScene();
  const scope = `guild:${guild.id}` as const;
  const names = ["None", "(None) of the trams", "None of it"];
  for (const title of names) await pilcrow.articles.add(scope, articleOf(title, `The text of ${title}.`));
  const set = async (article: string) => (await bob.use("article default", { article }, channel).reply()).content;
  const choices = await bob.type("article default", "article", "none", {}, channel).choices();
  const called = choices.find(({ name }) => name === "None");
  expect(await set(String(called?.value))).toContain("asks **None** first");
  expect(Object.keys((await pilcrow.settings.get(scope)).defaultArticles)).toEqual([channel.id]);
  for (const typed of [String(choices[0]?.value), "none", " NONE ", "(none)"]) {
    await set(String(called?.value));
    expect(await set(typed)).toBe("This channel asks all articles alike now.");
    expect((await pilcrow.settings.get(scope)).defaultArticles).toEqual({});
  }
});

describe("a thread", () => {
  const question = "Who would eat plums in autumn?";

  async function threadScene() {
    const all = await libraryScene();
    const { bob, channel, guild, pilcrow, loopback } = all;
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`guild:${guild.id}`, wolves);
    const other = loopback.addChannel(guild, "other");
    loopback.gateway.joined(guild);
    const thread = loopback.addThread(channel);
    const setDefault = (article: string, at = channel) => bob.use("article default", { article }, at).reply();
    return { ...all, other, thread, setDefault };
  }

  test("asks the default article of its channel first, by command and by mention", async () => {
    const { ada, channel, other, setDefault, thread } = await threadScene();
    const byCommand = async (at: typeof thread) => quoted(await ada.use("ask", { question }, at).reply());
    const byMention = async (at: typeof thread) =>
      quoted(await ada.replyTo(ada.send(`${ada.botMention} ${question}`, at)));
    expect(await byCommand(thread)).toBe("Foxes");
    await setDefault("Wolves");
    for (const at of [channel, thread]) {
      expect(await byCommand(at)).toBe("Wolves");
      expect(await byMention(at)).toBe("Wolves");
    }
    for (const ask of [byCommand, byMention]) expect(await ask(other)).toBe("Foxes");
    // Another article is asked where the default does not say.
    expect(seen(await ada.use("ask", { question: "Who sleeps under old bridges?" }, thread).reply())).toContain(
      "under old bridges",
    );
  });

  test("has a default of its own, and that of its channel where it has none", async () => {
    const { ada, bob, channel, guild, pilcrow, other, setDefault, thread, loopback } = await threadScene();
    const askedIn = async (at: typeof thread) => [
      quoted(await ada.use("ask", { question }, at).reply()),
      quoted(await ada.replyTo(ada.send(`${ada.botMention} ${question}`, at))),
    ];
    expect((await setDefault("Wolves", thread)).content).toContain("This thread asks **Wolves** first");
    const { defaultArticles } = await pilcrow.settings.get(`guild:${guild.id}`);
    expect(Object.keys(defaultArticles)).toEqual([thread.id]);
    expect(await askedIn(thread)).toEqual(["Wolves", "Wolves"]);
    for (const at of [channel, other, loopback.addThread(channel)])
      expect(await askedIn(at)).toEqual(["Foxes", "Foxes"]);
    await setDefault("Wolves");
    await setDefault("Foxes", thread);
    expect(await askedIn(thread)).toEqual(["Foxes", "Foxes"]);
    expect((await setDefault("(none)", thread)).content).toBe(
      "This thread has no default of its own now: it asks **Wolves** first, as its channel does.",
    );
    expect(await askedIn(thread)).toEqual(["Wolves", "Wolves"]);
    await setDefault("(none)");
    expect((await setDefault("none", thread)).content).toBe("This thread asks all articles alike now.");
    expect(await askedIn(thread)).toEqual(["Foxes", "Foxes"]);
    await setDefault("Wolves", thread);
    // An archived thread is known to Discord alone; it is not gone.
    guild.threadIds.splice(0);
    const settings = textsOf(await bob.use("settings", {}, channel).reply()).join("\n");
    expect(settings).toContain(`<#${thread.id}> asks **Wolves** first.`);
    expect((await pilcrow.settings.get(`guild:${guild.id}`)).defaultArticles).toHaveProperty(thread.id);
  });

  test("keeps its channel's default after a restart, also where the bot does not know the thread", async () => {
    const { ada, bot, channel, guild, pilcrow, loopback, setDefault, thread } = await threadScene();
    await setDefault("Wolves");
    await bot.close();
    // It was archived while the bot was away, so that the gateway does not tell of it.
    guild.threadIds.splice(0);
    await start(loopback, pilcrow, new LogSink());
    expect(quoted(await ada.use("ask", { question }, thread).reply())).toBe("Wolves");
    const another = loopback.world.addThread("another", channel);
    expect(quoted(await ada.replyTo(ada.send(`${ada.botMention} ${question}`, another)))).toBe("Wolves");
  });

  test("holds a conversation of its own", async () => {
    const { ada, channel, thread } = await threadScene();
    await ada.use("ask", { question: "Where do foxes sleep?" }, channel).reply();
    const alone = await ada.use("ask", { question: "And in autumn?" }, thread).reply();
    expect(seen(alone)).not.toContain("Searched as");
    const there = await ada.use("ask", { question: "And in autumn?" }, channel).reply();
    expect(seen(there)).toContain("Searched as");
  });
});

describe("/article refresh", () => {
  test("fetches again and tells what changed", async () => {
    const { ada, loopback, pilcrow } = await libraryScene();
    const page = "# Foxes\n\nFoxes eat plums.\n\nThey sleep long.\n";
    const { url } = loopback.world.addFile(loopback.base, "foxes.md", bytes(page), "text/markdown");
    await outcome(ada.use("article add", { url }));
    const refresh = async () => (await outcome(ada.use("article refresh", { article: "foxes" }))).content;
    expect(await refresh()).toBe("**Foxes** has not changed.");
    loopback.world.files.set(new URL(url).pathname, { type: "text/markdown", data: bytes(`${page}\nThey run.\n`) });
    expect(await refresh()).toBe("Refreshed **Foxes**: 1 new paragraph, 0 gone, 2 as before.");
    const edition = bytes(`${page}\n![A fox](fox.png)\n\nThey hide.\n`);
    loopback.world.files.set(new URL(url).pathname, { type: "text/markdown", data: edition });
    expect(await refresh()).toBe("Refreshed **Foxes**: 1 new paragraph, 1 gone, 2 as before.\nLeft out: 1 picture.");
    loopback.world.files.delete(new URL(url).pathname);
    expect(visibleText(await refresh())).toContain("no such page");
    expect(await pilcrow.library.list(`user:${ada.id}`)).toMatchObject([{ paragraphs: 3 }]);
  });

  test("fetches nothing that a quota will refuse", async () => {
    const quotas = { ...DEFAULT_RULES.quotas, importsPerHour: 1 };
    const { ada, loopback } = await libraryScene({ rules: { ...DEFAULT_RULES, quotas } });
    const { url } = loopback.world.addFile(
      loopback.base,
      "foxes.md",
      bytes("# Foxes\n\nFoxes eat plums.\n"),
      "text/markdown",
    );
    await outcome(ada.use("article add", { url }));
    loopback.world.files.delete(new URL(url).pathname);
    const { content } = await outcome(ada.use("article refresh", { article: "foxes" }));
    expect(content).toContain("At most 1 articles can be added here in an hour");
  });

  test("is done time and again where that is wanted, as the lists tell", async () => {
    const { ada, loopback, pilcrow } = await libraryScene();
    const page = "# Foxes\n\nFoxes eat plums.\n\nThey sleep long.\n";
    const { url } = loopback.world.addFile(loopback.base, "foxes.md", bytes(page), "text/markdown");
    await outcome(ada.use("article add", { url }));
    const refresh = async (every: string) =>
      (await outcome(ada.use("article refresh", { article: "foxes", every }))).content;
    loopback.world.files.set(new URL(url).pathname, { type: "text/markdown", data: bytes(`${page}\nThey run.\n`) });
    expect(await refresh("daily")).toBe(
      "Refreshed **Foxes**: 1 new paragraph, 0 gone, 2 as before.\n" +
        "From now on **Foxes** is fetched again every day. What changed stands in the list of articles.",
    );
    const [planned] = await pilcrow.articles.details(`user:${ada.id}`);
    expect(planned?.plan).toMatchObject({ pace: "daily", failures: 0 });
    const list = async () => (await ada.use("article list").reply()).embeds[0]?.description;
    expect(await list()).toMatch(/^- Foxes · 3 paragraphs · fetched every day · <t:\d+:d>: 1 new, 0 gone$/);
    const { embeds } = await ada.use("article show", { article: "foxes" }).reply();
    const fields = Object.fromEntries((embeds[0]?.fields ?? []).map(({ name, value }) => [name, value]));
    expect(fields["Fetched again"]).toMatch(/^every day, next <t:\d+:R>$/);
    expect(fields.Changes).toMatch(/^<t:\d+:f>: 1 new paragraph, 0 gone, 2 as before$/);
    // What cannot be fetched now is not planned otherwise.
    loopback.world.files.delete(new URL(url).pathname);
    expect(visibleText(await refresh("weekly"))).toContain("no such page");
    expect((await pilcrow.articles.details(`user:${ada.id}`))[0]?.plan).toMatchObject({ pace: "daily" });
    expect(await refresh("off")).toBe("**Foxes** is not fetched again by itself any more.");
    expect(await list()).not.toContain("every day");
  });

  test("that fails time and again is told once to whoever added the article, and shown to all", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback, log } = await libraryScene();
    const { url } = loopback.world.addFile(
      loopback.base,
      "f.md",
      bytes("# Foxes\n\nFoxes eat plums.\n"),
      "text/markdown",
    );
    await outcome(bob.use("article add", { url }, channel));
    await outcome(bob.use("article refresh", { article: "foxes", every: "daily" }, channel));
    loopback.world.files.delete(new URL(url).pathname);
    const [article] = await pilcrow.articles.details(`guild:${guild.id}`);
    const documents = new Documents({ allowPrivateUrls: true });
    onTestFinished(() => documents.close());
    const stop = new AbortController();
    for (let times = 0; times < TOLD_AFTER + 2; times++) {
      await pilcrow.refreshDue(
        documents,
        (end) => bot.tellOfRefresh(end),
        stop.signal,
        Date.now() + 8 * 24 * 3_600_000,
      );
    }
    const told = await messageWith(loopback, bob, bob.direct, /could not fetch/);
    expect(visibleText(told.content)).toMatch(
      /^I could not fetch Foxes for the server Town again, 4 times by now\. Cannot fetch ".*f\.md": the site has no such page/,
    );
    expect(told.content).toContain("`/article refresh every: off`");
    const list = await ada.use("articles", {}, channel).reply();
    expect(list.embeds[0]?.description).toContain("⚠️ not reached 6 times");
    const { embeds } = await ada.use("article show", { article: article?.id ?? "" }, channel).reply();
    expect(JSON.stringify(embeds)).toContain("its old text is asked");
    expect(bob.messages(bob.direct)).toHaveLength(1);
    expect(ada.messages(ada.direct)).toEqual([]);
    expect(log.of("warn", "error")).toEqual([]);
  });

  test("says when there is no address", async () => {
    const { ada, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    expect((await outcome(ada.use("article refresh", { article: "foxes" }))).content).toContain("no web address");
    expect(await ada.type("article refresh", "article", "").choices()).toEqual([]);
  });
});
