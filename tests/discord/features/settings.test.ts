import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../../src/store/scope-settings.js";
import { articleOf } from "../../library/articles.js";
import type { Loopback } from "../../loopback/loopback.js";
import { ChosenLibrary } from "../chosen-library.js";
import { LogSink, libraryScene, start, startLoopback } from "../scene.js";
import { buttonsOf, seen } from "../seen.js";
import { messageWith, outcome } from "../text-waiting.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const question = "What do foxes eat in autumn?";

function file(name: string, text: string) {
  return { name, data: new TextEncoder().encode(text), type: "text/markdown" };
}

/** The message once a press has changed it in its place. */
async function changedBy({ world }: Loopback, { id }: APIMessage, press: () => unknown): Promise<APIMessage> {
  const before = world.messages.get(id)?.message;
  press();
  return world.until("a change of the message", () => {
    const now = world.messages.get(id)?.message;
    return now === before ? undefined : now;
  });
}

/** What a message chooses by default in each of its menus. */
function chosenIn({ components = [] }: APIMessage): string {
  return [...JSON.stringify(components).matchAll(/"default_values":(\[[^\]]*\])/g)].map(([, ids]) => ids).join();
}

describe("/settings", () => {
  test("is one panel, on which whoever manages the server chooses", async () => {
    const { bob, channel, editors, guild, loopback, pilcrow } = await libraryScene();
    let panel = await bob.use("settings", {}, channel).reply();
    expect(seen(panel)).toContain("Settings of this server");
    const choose = async (menu: string, values: string[]) => {
      panel = await changedBy(loopback, panel, () => bob.choose(panel, menu, values));
    };
    await choose("set:strictness", ["strict"]);
    await choose("set:language", ["de"]);
    await choose("set:keep", ["90"]);
    await choose("set:channels", [channel.id]);
    await choose("set:askers", [editors]);
    await choose("set:managers", [editors]);
    panel = await changedBy(loopback, panel, () => bob.press(panel, "Answers to commands: for all to see"));
    panel = await changedBy(loopback, panel, () => bob.press(panel, "Everyone’s articles: shown"));
    // As the button says, also where somebody else has set it meanwhile.
    await pilcrow.settings.change(`guild:${guild.id}`, { gaps: true });
    panel = await changedBy(loopback, panel, () => bob.press(panel, "Unanswered questions: not kept"));
    const settings = () => pilcrow.settings.get(`guild:${guild.id}`);
    expect(await settings()).toEqual({
      ...DEFAULT_SETTINGS,
      strictness: "strict",
      language: "de",
      keepDays: 90,
      channels: [channel.id],
      askerRoles: [editors],
      managerRoles: [editors],
      gaps: true,
      isPrivate: true,
      hidesGlobal: true,
    });
    expect(buttonsOf(panel)).toContain("Everyone’s articles: hidden");
    // Nothing chosen, or everyone's role, shuts nobody out.
    await choose("set:channels", []);
    await choose("set:askers", [guild.id, editors]);
    expect(await settings()).toMatchObject({ channels: null, askerRoles: null });
    // The operator has not let the bot see all messages.
    expect(seen(panel)).toContain("MESSAGE_CONTENT=on");
    expect(() => bob.choose(panel, "set:automatic", [channel.id])).toThrow("no select menu");
  });

  test("is a summary with the names of roles for others, who change nothing", async () => {
    const { ada, bob, channel, editors, guild, loopback, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.settings.change(scope, { managerRoles: [editors], askerRoles: [editors], channels: [channel.id] });
    const summary = await ada.use("settings", {}, channel).reply();
    expect(seen(summary)).toContain("Members who may manage this server and @Editors may add and remove articles.");
    expect(JSON.stringify(summary)).not.toContain("<@&");
    expect(summary.flags).toBe(64 + 32768);
    expect(buttonsOf(summary)).toEqual([]);
    const panel = await bob.use("settings", {}, channel).reply();
    const before = await pilcrow.settings.get(scope);
    // As no client would: the panel is bob's alone.
    const pressed = ada.forge(panel, "turn:global:off", channel);
    const told = await loopback.world.until("a refusal", () => pressed.followUps()[0]);
    expect(told.content).toContain("Only members who may manage this server");
    expect(await pilcrow.settings.get(scope)).toEqual(before);
  });

  test("lose by themselves what is deleted, also while the bot is away, and open nothing to anybody by that", async () => {
    const { ada, bob, channel, editors, guild, loopback, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    const other = loopback.addChannel(guild, "other");
    await pilcrow.articles.add(scope, foxes);
    const [article] = await pilcrow.library.list(scope);
    await pilcrow.settings.setDefaultArticle(scope, "404", article?.id ?? "");
    await pilcrow.settings.change(scope, { managerRoles: [editors, "405"], askerRoles: [editors], channels: ["404"] });
    let panel = await bob.use("settings", {}, channel).reply();
    expect(await pilcrow.settings.get(scope)).toMatchObject({
      managerRoles: [editors],
      channels: [],
      defaultArticles: {},
    });
    expect(chosenIn(panel)).not.toMatch(/"40[45]"/);
    loopback.deleteRole(guild, editors);
    await expect.poll(() => pilcrow.settings.get(scope)).toMatchObject({ managerRoles: [], askerRoles: [] });
    expect((await ada.use("ask", { question }, channel).reply()).content).toContain("in no channel");
    panel = await changedBy(loopback, panel, () => bob.press(panel, "Answer everywhere"));
    expect((await ada.use("ask", { question }, channel).reply()).content).toContain("only those who manage it");
    panel = await changedBy(loopback, panel, () => bob.press(panel, "Let everybody ask"));
    expect(seen(await ada.use("ask", { question }, other).reply())).toContain("Foxes eat plums");
  });

  test("lose what was deleted while the bot was away as soon as it is back; archived threads are not deleted", async () => {
    const { bot, channel, editors, guild, loopback, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, foxes);
    const articleId = (await pilcrow.library.list(scope))[0]?.id ?? "";
    const [gone, thread] = [loopback.addChannel(guild, "gone"), loopback.addThread(channel)];
    for (const { id } of [gone, thread]) await pilcrow.settings.setDefaultArticle(scope, id, articleId);
    await pilcrow.settings.change(scope, { managerRoles: [editors], channels: [channel.id, gone.id] });
    await bot.close();
    // Discord tells of no archived thread.
    guild.threadIds.splice(0);
    loopback.deleteChannel(gone);
    loopback.deleteRole(guild, editors);
    await start(loopback, pilcrow, new LogSink());
    const settings = () => pilcrow.settings.get(scope);
    await expect.poll(settings).toMatchObject({ managerRoles: [], channels: [channel.id] });
    expect((await settings()).defaultArticles).toEqual({ [thread.id]: articleId });
  });

  test("lose a thread that is deleted", async () => {
    const { channel, guild, loopback, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, foxes);
    const thread = loopback.addThread(channel);
    await pilcrow.settings.setDefaultArticle(scope, thread.id, (await pilcrow.library.list(scope))[0]?.id ?? "");
    loopback.deleteChannel(thread);
    await expect.poll(async () => (await pilcrow.settings.get(scope)).defaultArticles).toEqual({});
  });

  test("name no channel to who does not see it, and count those; everybody is not named as a role", async () => {
    const { ada, channel, guild, loopback, pilcrow } = await libraryScene();
    const staff = loopback.addChannel(guild, "staff");
    staff.hiddenFrom.add(ada.id);
    loopback.gateway.channelChanged(staff);
    await pilcrow.settings.change(`guild:${guild.id}`, { channels: [staff.id, channel.id], managerRoles: [guild.id] });
    const summary = seen(await ada.use("settings", {}, channel).reply());
    expect(summary).toContain(`I answer in <#${channel.id}> and 1 channel that you do not see.`);
    expect(summary).toContain("Everybody may add and remove articles.");
    await pilcrow.settings.change(`guild:${guild.id}`, { channels: [staff.id] });
    const refusal = await ada.use("ask", { question }, channel).reply();
    expect(refusal.content).toBe(
      "I answer in no channel of this server that you see: who manages it can choose some with `/settings`.",
    );
  });

  test("say where automatic answers cannot be given, and hold all that can be set within Discord's limits", async () => {
    const { bob, channel, editors, guild, loopback, pilcrow } = await libraryScene({ allowsContent: true });
    const scope = `guild:${guild.id}` as const;
    const forum = loopback.addForum(guild);
    await pilcrow.articles.add(scope, foxes);
    const channels = Array.from({ length: 12 }, (_, at) => loopback.addChannel(guild, `c${at}`));
    const articleId = (await pilcrow.library.list(scope))[0]?.id ?? "";
    for (const { id } of channels) await pilcrow.settings.setDefaultArticle(scope, id, articleId);
    const wording = { refusal: "*".repeat(300), greeting: "_".repeat(300) };
    await pilcrow.settings.change(scope, { channels: [], askerRoles: [], managerRoles: [editors], wording });
    let panel = await bob.use("settings", {}, channel).reply();
    expect(seen(panel)).not.toContain("I cannot answer");
    forum.bot.send = false;
    loopback.gateway.channelChanged(forum);
    panel = await changedBy(loopback, panel, () => bob.choose(panel, "set:automatic", [channel.id, forum.id]));
    expect(seen(panel)).toContain(`I cannot answer in <#${forum.id}>: let me view it`);
    expect((await pilcrow.settings.get(scope)).automaticChannels).toEqual([channel.id, forum.id]);
  });
});

describe("strictness", () => {
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
    const { ada, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    // What each has in common with a paragraph is enough for some levels and too little for others.
    const questions = ["Which wild animals eat plums today?", "Which wild forest animals eat ripe purple plums today?"];
    const isAnswered = async (reply: Promise<APIMessage>) => seen(await reply).includes("says:");
    const answered = async (text: string) => [
      await isAnswered(ada.use("ask", { question: text }, channel).reply()),
      await isAnswered(ada.replyTo(ada.send(`${ada.botMention} ${text}`, channel))),
      await isAnswered(ada.replyTo(ada.send(text))),
    ];
    for (const [strictness, expected] of [
      ["strict", [noButDirect, no]],
      ["lenient", [yes, yesButDirect]],
      ["balanced", [yes, no]],
    ] as const) {
      await pilcrow.settings.change(`guild:${guild.id}`, { strictness });
      for (const [at, text] of questions.entries())
        expect([strictness, await answered(text)]).toEqual([strictness, expected[at]]);
    }
    await ada.use("ask", { question: String(questions[0]) }, channel).reply();
    expect(seen(await ada.use("why", {}, channel).reply())).toContain("threshold 0.500");
  });
});

describe("where and to whom it answers", () => {
  test("commands are answered privately where the server says so and the person does not say otherwise", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.settings.change(`guild:${guild.id}`, { isPrivate: true });
    const isEphemeral = async (options: object) =>
      (((await ada.use("ask", { question, ...options }, channel).reply()).flags ?? 0) & 64) !== 0;
    expect(await isEphemeral({})).toBe(true);
    expect(await isEphemeral({ private: false })).toBe(false);
    await pilcrow.settings.change(`guild:${guild.id}`, { isPrivate: false });
    expect([await isEphemeral({}), await isEphemeral({ private: true })]).toEqual([false, true]);
  });

  test("in other channels it says where, to the person alone", async () => {
    const { ada, channel, guild, loopback, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    const help = loopback.addChannel(guild, "help");
    await pilcrow.settings.change(`guild:${guild.id}`, { channels: [help.id] });
    const refusal = await ada.use("ask", { question, private: false }, channel).reply();
    expect(refusal.content).toBe(`I do not answer in this channel. Please ask me in <#${help.id}>.`);
    expect(refusal.flags).toBe(64);
    ada.send(`${ada.botMention} ${question}`, channel);
    const direct = await messageWith(loopback, ada, ada.direct, /do not answer in this channel/);
    expect(direct.content).toContain("From the server **Town**");
    expect(ada.messages(channel).filter(({ author, flags = 0 }) => author.bot && (flags & 64) === 0)).toEqual([]);
    // Where it answers unasked it answers who asks, too.
    await pilcrow.settings.change(`guild:${guild.id}`, { automaticChannels: [channel.id] });
    expect(seen(await ada.use("ask", { question }, channel).reply())).toContain("Foxes eat plums");
    // A thread is of its channel.
    const thread = loopback.addThread(help);
    expect(seen(await ada.replyTo(ada.send(`${ada.botMention} ${question}`, thread)))).toContain("Foxes eat plums");
  });

  test("only roles that may ask do, by whatever way, and those who manage the server", async () => {
    const { ada, bob, cat, channel, editors, guild, loopback, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.settings.change(`guild:${guild.id}`, { askerRoles: [editors] });
    const refused = "In this server you can ask me with one of these roles: @Editors.";
    const answer = await cat.use("ask", { question }, channel).reply();
    expect(seen(answer)).toContain("Foxes eat plums");
    expect(seen(await cat.replyTo(cat.send(`${cat.botMention} ${question}`, channel)))).toContain("Foxes eat plums");
    expect(seen(await bob.use("ask", { question }, channel).reply())).toContain("Foxes eat plums");
    const uses = [
      () => ada.use("ask", { question }, channel),
      () => ada.use("article read", { article: "Foxes" }, channel),
      () => ada.use("article summary", { article: "Foxes" }, channel),
      () => ada.press(answer, "¶ 2 ›"),
    ];
    for (const use of uses) expect((await use().reply()).content).toBe(refused);
    // Before they have written a question into a form.
    const text = cat.send("Foxes are red.", channel);
    for (const used of [ada.useOn(text, "Ask about this message"), ada.forge(answer, "ask-question:", channel)]) {
      expect((await used.reply()).content).toBe(refused);
      expect(used.interaction.modal).toBeUndefined();
    }
    ada.send(`${ada.botMention} ${question}`, channel);
    await messageWith(loopback, ada, ada.direct, /one of these roles: @Editors/);
  });

  test("everyone’s articles are hidden from a server that says so, and from no other", async () => {
    const { ada, channel, guild, loopback, pilcrow } = await libraryScene();
    await pilcrow.articles.add("house", foxes);
    await pilcrow.settings.change(`guild:${guild.id}`, { hidesGlobal: true });
    const asked = async () => seen(await ada.use("ask", { question }, channel).reply());
    expect(await asked()).toContain("no article");
    expect((await ada.use("articles", {}, channel).reply()).content).not.toContain("Foxes");
    expect(seen(await ada.replyTo(ada.send(question)))).toContain("Foxes eat plums");
    await pilcrow.settings.change(`guild:${guild.id}`, { hidesGlobal: false });
    expect(await asked()).toContain("Foxes eat plums");
    expect(loopback.breaches).toEqual([]);
  });

  test("verdicts and unanswered questions are kept as long as the panel says, in this server", async () => {
    const { ada, bob, channel, guild, loopback, pilcrow, store } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, foxes);
    const panel = await bob.use("settings", {}, channel).reply();
    await changedBy(loopback, panel, () => bob.choose(panel, "set:keep", ["7"]));
    await changedBy(loopback, panel, () => bob.press(panel, "Unanswered questions: not kept"));
    const answer = await ada.use("ask", { question }, channel).reply();
    await ada.press(answer, "👍").reply();
    await ada.use("ask", { question: "Who painted the town hall?" }, channel).reply();
    const kept = async () => [(await store.feedback.list(scope)).length, (await store.gaps.list(scope)).length];
    for (const [days, left] of [
      [6, [1, 1]],
      [8, [0, 0]],
    ] as const) {
      vi.setSystemTime(Date.now() + days * 24 * 3_600_000);
      await pilcrow.retention.purge(30 * 24 * 3_600_000);
      vi.useRealTimers();
      expect(await kept()).toEqual(left);
    }
  });

  test("its own wording is said as it was written: no format and no ping", async () => {
    const { ada, bob, channel, guild, loopback, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    const panel = await bob.use("settings", {}, channel).reply();
    const refusal = `Ask **<@${ada.id}>** or @everyone`;
    const opened = bob.press(panel, "Own wording …");
    const form = await loopback.world.until("the form", () => opened.interaction.modal);
    expect(form.title).toBe("Own wording");
    await changedBy(loopback, panel, () => void bob.submit(opened, { refusal, greeting: "" }));
    expect((await pilcrow.settings.get(`guild:${guild.id}`)).wording).toEqual({ refusal, greeting: "" });
    const reply = await ada.replyTo(ada.send(`${ada.botMention} Who painted the town hall?`, channel));
    expect(seen(reply)).toContain(refusal);
    expect(seen(reply)).not.toContain("not say");
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([]);
  });

  test("a greeting is met with the server’s own", async () => {
    const loopback = await startLoopback();
    const guild = loopback.addGuild("Town");
    const channel = loopback.addChannel(guild);
    const library = new ChosenLibrary();
    library.answer = (text) => ({ kind: "small-talk", question: text, reply: "greeting" });
    await start(loopback, library.pilcrow, new LogSink());
    const ada = loopback.person("ada", guild);
    await library.pilcrow.settings.change(`guild:${guild.id}`, { wording: { refusal: "", greeting: "*Ahoy* <3" } });
    expect(seen(await ada.replyTo(ada.send(`${ada.botMention} hi`, channel)))).toBe("*Ahoy* <3");
    expect(seen(await ada.replyTo(ada.send("hi")))).toContain("Hello!");
  });
});

describe("who may add", () => {
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
    const panel = await bob.use("settings", {}, channel).reply();
    const change = (action: "add" | "remove") =>
      changedBy(loopback, panel, () => bob.choose(panel, "set:managers", action === "add" ? [editors] : []));
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
      for (const use of uses) told.push((await outcome(use())).content);
      return told;
    };
    for (const content of await outcomes()) expect(content).toMatch(refused);
    expect(await pilcrow.library.list(scope)).toEqual([]);

    await change("add");
    for (const content of await outcomes()) expect(content).not.toMatch(refused);
    const form = cat.use("article add", { title: "Pasted" }, channel);
    expect((await outcome(await cat.submit(form, { text: "Owls hunt at night." }))).content).toContain("Added");
    expect((await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Foxes", "Page", "Pasted"]),
    );
    for (const { addedBy } of await pilcrow.articles.details(scope)) expect(addedBy).toBe(cat.id);
    // A member without the role still may not.
    expect((await outcome(ada.use("article add", { url: page.url }, channel))).content).toMatch(refused);

    await change("remove");
    for (const content of await outcomes()) expect(content).toMatch(refused);
  });
});
