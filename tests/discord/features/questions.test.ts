import { describe, expect, test } from "vitest";
import { readMarkdown } from "../../loopback/markdown.js";
import { notInArticle, span } from "../answers.js";
import { ChosenLibrary } from "../chosen-library.js";
import { LogSink, scene, start, startLoopback } from "../scene.js";
import { buttonsOf, seen } from "../seen.js";

describe("a message that is a question", () => {
  test("in a direct message, in the person's scope", async () => {
    const { ada, library, loopback } = await scene();
    const asked = ada.send("How long is the bridge?");
    const reply = await ada.replyTo(asked);
    expect(seen(reply)).toContain("Its main span is 503 metres long.");
    const options = { channelId: ada.direct.id };
    expect(library.asked).toEqual([{ scope: `user:${ada.id}`, question: "How long is the bridge?", options }]);
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([]);
  });

  test.each([
    ["first", (bot: string) => `${bot} How long is it?`],
    ["first, with punctuation", (bot: string) => `${bot}, — How long is it?`],
    ["last", (bot: string) => `How long is it? ${bot}`],
    ["in the old form and twice", (bot: string) => `${bot.replace("@", "@!")} How long ${bot} is it?`],
  ])("that mentions the bot %s, in the server's scope", async (_, write) => {
    const { ada, channel, guild, library } = await scene();
    await ada.replyTo(ada.send(write(ada.botMention), channel));
    const options = { channelId: channel.id };
    expect(library.asked).toEqual([{ scope: `guild:${guild.id}`, question: "How long is it?", options }]);
  });

  test("that replies to the bot and pings it", async () => {
    const { ada, channel, library } = await scene();
    const first = await ada.replyTo(ada.send(`${ada.botMention} How long is it?`, channel));
    await ada.replyTo(ada.send("And how high?", channel, { replyTo: first }));
    expect(library.asked.map(({ question }) => question)).toEqual(["How long is it?", "And how high?"]);
  });

  test("shows typing while it is worked on", async () => {
    const { ada, channel, loopback } = await scene();
    await ada.replyTo(ada.send(`${ada.botMention} How long is it?`, channel));
    expect(loopback.world.typing.map(({ channelId }) => channelId)).toEqual([channel.id]);
  });

  test("is refused as honestly as a command", async () => {
    const { ada, library } = await scene();
    library.answer = (question) => notInArticle([span], question);
    expect(seen(await ada.replyTo(ada.send("Who painted it?")))).toMatch(
      /^The article does not say\.\nThe nearest is ¶ /,
    );
  });

  test("is refused once where a person asks too fast; others are answered, and commands are told each time", async () => {
    const { ada, bob, library } = await scene();
    for (let at = 0; at < 30; at++) await ada.replyTo(ada.send(`How long is bridge ${at}?`));
    expect(seen(await ada.replyTo(ada.send("And how long is this one?")))).toMatch(
      /^You ask faster than I can be fair to others\. Ask again in \d+ seconds\.$/,
    );
    for (let at = 0; at < 20; at++) ada.send(`How high is bridge ${at}?`);
    expect(seen(await bob.replyTo(bob.send("How long is it?")))).toContain("503 metres");
    const told = await ada.use("ask", { question: "How wide is it?" }).reply();
    expect(seen(told)).toMatch(/^You ask faster/);
    expect(library.asked.length).toBe(31);
  });

  test("is answered once even when the answer's request is repeated", async () => {
    const { ada, loopback } = await scene();
    loopback.failNext({ method: "POST", path: /\/messages$/, with: "hang-up" });
    const asked = ada.send("How long is it?");
    await ada.replyTo(asked);
    await loopback.world.until(
      "the repeated request",
      () =>
        loopback.requests.filter(
          ({ method, path, status }) => method === "POST" && path.endsWith("/messages") && status === 200,
        )[1],
    );
    expect(ada.messages().filter(({ author }) => author.bot)).toHaveLength(1);
  });

  test("is answered after a rate limit and a fault of Discord's", async () => {
    const { ada, loopback } = await scene();
    loopback.failNext({ method: "POST", path: /\/messages$/, with: 429 });
    loopback.failNext({ method: "POST", path: /\/messages$/, with: 502 });
    await ada.replyTo(ada.send("How long is it?"));
    const statuses = () =>
      loopback.requests.filter(({ path }) => path.endsWith("/messages")).map(({ status }) => status);
    await expect.poll(statuses).toEqual([429, 502, 200]);
  });
});

describe("a message that is none", () => {
  test("is not answered: by bots, of everyone, of a role, of nobody", async () => {
    const { ada, channel, guild, library, loopback } = await scene();
    const other = loopback.person("another bot", guild);
    Object.assign(other.user, { bot: true });
    const { botMention } = ada;
    other.send(`${botMention} How long is it?`, channel);
    other.send("How long is it?", other.direct);
    ada.send("@everyone How long is it?", channel);
    ada.send("@here How long is it?", channel);
    ada.send(`<@&${guild.id}> How long is it?`, channel);
    ada.send("How long is it?", channel);
    ada.send("", channel, { files: [{ name: "a.txt", data: new Uint8Array([65]) }] });
    // Events arrive in order: when this is answered, the others were seen.
    await ada.replyTo(ada.send(`${botMention} The last one`, channel));
    expect(library.asked.map(({ question }) => question)).toEqual(["The last one"]);
  });
});

describe("where the bot may not write", () => {
  test("embeds, it answers in text", async () => {
    const loopback = await startLoopback();
    const guild = loopback.addGuild("Town");
    const channel = loopback.addChannel(guild);
    channel.bot.embedLinks = false;
    const ada = loopback.person("ada", guild);
    await start(loopback, new ChosenLibrary().pilcrow, new LogSink());
    const reply = await ada.replyTo(ada.send(`${ada.botMention} How long is it?`, channel));
    expect(buttonsOf(reply)).toEqual(["‹ ¶ 6", "¶ 8 ›", "👍", "👎", "Why?", "Delete"]);
    expect(readMarkdown(reply.content)).toContainEqual({
      text: "Its main span is 503 metres long.",
      formats: ["bold", "quote"],
    });
  });

  test("it logs that and goes on", async () => {
    const { ada, channel, log, loopback } = await scene();
    channel.bot.send = false;
    ada.send(`${ada.botMention} How long is it?`, channel);
    await loopback.world.until("the refusal", () => loopback.requests.find(({ status }) => status === 403));
    await loopback.world.until("the log", () => log.of("warn")[0]);
    channel.bot.send = true;
    await ada.replyTo(ada.send(`${ada.botMention} And now?`, channel));
    expect(log.of("warn").join()).toContain("50013");
  });

  test("a message that was deleted meanwhile is answered all the same", async () => {
    const { ada, library, loopback } = await scene();
    let release = () => {};
    library.answer = (question) =>
      new Promise((resolve) => {
        release = () => resolve(notInArticle([], question));
      });
    const asked = ada.send("Gone?");
    await loopback.world.until("the question", () => library.asked[0]);
    loopback.world.messages.delete(asked.id);
    release();
    await loopback.world.until("an answer", () => ada.messages().find(({ author }) => author.bot));
  });
});
