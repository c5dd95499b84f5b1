import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { DEFAULT_RULES } from "../../../src/library/quotas.js";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { seen, textsOf } from "../seen.js";
import { outcome } from "../text-waiting.js";

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
    expect([none?.value, choice?.name]).toEqual(["none", "Wolves"]);
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

  test("sets the default of its channel, which is shown to those who manage the server", async () => {
    const { ada, bob, channel, guild, pilcrow, other, setDefault, thread } = await threadScene();
    expect((await setDefault("Wolves", thread)).content).toContain("asks **Wolves** first");
    const { defaultArticles } = await pilcrow.settings.get(`guild:${guild.id}`);
    expect(Object.keys(defaultArticles)).toEqual([channel.id]);
    expect(quoted(await ada.use("ask", { question }, channel).reply())).toBe("Wolves");
    expect(quoted(await ada.use("ask", { question }, other).reply())).toBe("Foxes");
    expect(textsOf(await bob.use("settings", {}, thread).reply()).join()).toContain(
      `<#${channel.id}> asks **Wolves** first.`,
    );
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

  test("says when there is no address", async () => {
    const { ada, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    expect((await outcome(ada.use("article refresh", { article: "foxes" }))).content).toContain("no web address");
    expect(await ada.type("article refresh", "article", "").choices()).toEqual([]);
  });
});
