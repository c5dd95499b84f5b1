import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { articleOf } from "../library/articles.js";
import { visibleText } from "../loopback/markdown.js";
import { LogSink, libraryScene, start } from "./scene.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const wolves = articleOf("Wolves", "Wolves eat plums in winter.", "They sleep in caves.");

function file(name: string, text: string) {
  return { name, data: new TextEncoder().encode(text), type: "text/markdown" };
}

/** The title of the article that an answer quotes. */
function quoted({ embeds }: APIMessage): string | undefined {
  return embeds[0]?.author?.name;
}

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
    const { embeds } = await ada.use("ask", { question: "Who sleeps under old bridges?" }, thread).reply();
    expect(visibleText(embeds[0]?.description ?? "")).toContain("under old bridges");
  });

  test("sets the default of its channel, which is shown to those who manage the server", async () => {
    const { ada, bob, channel, guild, pilcrow, other, setDefault, thread } = await threadScene();
    expect((await setDefault("Wolves", thread)).content).toContain("asks **Wolves** first");
    const { defaultArticles } = await pilcrow.settings.get(`guild:${guild.id}`);
    expect(Object.keys(defaultArticles)).toEqual([channel.id]);
    expect(quoted(await ada.use("ask", { question }, channel).reply())).toBe("Wolves");
    expect(quoted(await ada.use("ask", { question }, other).reply())).toBe("Foxes");
    const { embeds } = await bob.use("settings show", {}, thread).reply();
    expect(embeds[0]?.description).toContain(`<#${channel.id}> asks **Wolves** first.`);
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
    expect(alone.embeds[0]?.description).not.toContain("Searched as");
    const there = await ada.use("ask", { question: "And in autumn?" }, channel).reply();
    expect(there.embeds[0]?.description).toContain("Searched as");
  });
});

describe("/settings strictness", () => {
  // By command, by mention, and by direct message, where the server's settings do not hold.
  const [yes, no] = [
    [true, true, true],
    [false, false, false],
  ];
  const [yesButDirect, noButDirect] = [
    [true, true, false],
    [false, false, true],
  ];

  test("decides what is answered in the server, by command and by mention, and nowhere else", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    // What each has in common with a paragraph is enough for some levels and too little for others.
    const questions = ["Which animals eat plums today?", "Which wild animals eat ripe plums today?"];
    const isAnswered = async (reply: Promise<APIMessage>) =>
      (await reply).embeds[0]?.description?.startsWith("The article does not say.") === false;
    const answered = async (question: string) => [
      await isAnswered(ada.use("ask", { question }, channel).reply()),
      await isAnswered(ada.replyTo(ada.send(`${ada.botMention} ${question}`, channel))),
      await isAnswered(ada.replyTo(ada.send(question))),
    ];
    for (const [level, expected] of [
      [undefined, [yes, no]],
      ["strict", [noButDirect, no]],
      ["lenient", [yes, yesButDirect]],
      ["balanced", [yes, no]],
    ] as const) {
      if (level !== undefined) await bob.use("settings strictness", { level }, channel).reply();
      for (const [at, question] of questions.entries())
        expect([level, await answered(question)]).toEqual([level, expected[at]]);
    }
    const { embeds } = await ada.use("ask", { question: String(questions[0]) }, channel).reply();
    expect(embeds[0]?.footer?.text).toContain("an answer needs 50 %");
  });
});

describe("/settings roles", () => {
  test("lets a role's members add by file, paste and menu, refresh, choose the default and remove, until it is taken back", async () => {
    const { ada, bob, cat, channel, editors, guild, pilcrow, loopback } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    const page = loopback.world.addFile(
      loopback.base,
      "page.md",
      new TextEncoder().encode("# Page\n\nIt is long.\n"),
      "",
    );
    const text = ada.send("Hens sleep on poles.", channel);
    const refused = /Only members who may manage this server/;
    const change = (action: "add" | "remove") =>
      bob.use("settings roles", { change: action, role: editors }, channel).reply();
    const uses = [
      () => cat.use("article add", { file: file("foxes.md", "# Foxes\n\nFoxes eat plums.\n") }, channel),
      () => cat.use("article add", { url: page.url }, channel),
      () => cat.useOn(text, "Add as article"),
      () => cat.use("article refresh", { article: "page" }, channel),
      () => cat.use("article default", { article: "page" }, channel),
      () => cat.use("article remove", { article: "page" }, channel),
    ];
    const outcomes = async () => {
      const told: string[] = [];
      // One after the other: what is refreshed was added before.
      for (const use of uses) told.push((await use().reply()).content);
      return told;
    };
    for (const content of await outcomes()) expect(content).toMatch(refused);
    expect(await pilcrow.library.list(scope)).toEqual([]);
    expect(() => cat.use("settings roles", { change: "add", role: editors }, channel)).toThrow("not offered");

    await change("add");
    for (const content of await outcomes()) expect(content).not.toMatch(refused);
    const form = cat.use("article add", { title: "Pasted" }, channel);
    expect((await (await cat.submit(form, { text: "Owls hunt at night." })).reply()).content).toContain("Added");
    expect((await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Foxes", "Page", "Pasted"]),
    );
    for (const { addedBy } of await pilcrow.articles.details(scope)) expect(addedBy).toBe(cat.id);
    // A member without the role still may not.
    expect((await ada.use("article add", { url: page.url }, channel).reply()).content).toMatch(refused);

    await change("remove");
    for (const content of await outcomes()) expect(content).toMatch(refused);
  });
});
