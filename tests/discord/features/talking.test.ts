import { describe, expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { LogSink, libraryScene, scene, start } from "../scene.js";
import { seen } from "../seen.js";
import { messageWith } from "../text-waiting.js";

const first = "How long is the bridge?";
const second = "And when was it opened?";
const text = (words: string) => new TextEncoder().encode(words);

describe("context comes from where people point", () => {
  test("a reply to an answer goes on from that answer, whoever replies, also after a restart", async () => {
    const { ada, bob, bot, channel, library, loopback } = await scene();
    const answer = await ada.use("ask", { question: first }, channel).reply();
    await ada.use("ask", { question: "Who painted the ceiling?" }, channel).reply();
    await bot.close();
    await start(loopback, library.pilcrow, new LogSink());
    const reply = await bob.replyTo(bob.send(second, channel, { replyTo: answer }));
    expect(library.asked.at(-1)?.question).toBe(`${first} ${second}`);
    expect(seen(reply)).toContain(`Searched as: “${first} ${second}”`);
    // A chain leans on the question that stood alone.
    await ada.replyTo(ada.send("And how high is it?", channel, { replyTo: reply }));
    expect(library.asked.at(-1)?.question).toBe(`${first} And how high is it?`);
  });

  test("a chain leans on the answer that was replied to, and no longer on what was asked before", async () => {
    const { ada, bob, channel, library } = await scene();
    const answer = await ada.use("ask", { question: first }, channel).reply();
    for (const asked of ["Who painted the ceiling?", undefined]) {
      if (asked !== undefined) await bob.use("ask", { question: asked }, channel).reply();
      await bob.replyTo(bob.send(second, channel, { replyTo: answer }));
      await bob.replyTo(bob.send(`${bob.botMention} And how high is it?`, channel));
      expect(library.asked.at(-1)?.question).toBe(`${first} And how high is it?`);
    }
  });

  test("a thread made from an answer goes on from it with a person's first question, also after a restart", async () => {
    const { ada, bob, bot, channel, library, loopback } = await scene();
    const answer = await ada.use("ask", { question: first }, channel).reply();
    const thread = loopback.addThread(channel, "on it", answer);
    const other = loopback.addThread(channel, "something else");
    await bot.close();
    await start(loopback, library.pilcrow, new LogSink());
    await bob.replyTo(bob.send(`${bob.botMention} ${second}`, thread));
    expect(library.asked.at(-1)?.question).toBe(`${first} ${second}`);
    await bob.replyTo(bob.send(`${bob.botMention} Who painted the ceiling?`, thread));
    await bob.replyTo(bob.send(`${bob.botMention} And who paid?`, thread));
    expect(library.asked.at(-1)?.question).toBe("Who painted the ceiling? And who paid?");
    await bob.replyTo(bob.send(`${bob.botMention} ${second}`, other));
    expect(library.asked.at(-1)?.question).toBe(second);
  });

  test("the article of the answer that is replied to is asked first, whatever was asked since", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    for (const animal of ["Foxes", "Bears"])
      await pilcrow.articles.add(
        `guild:${guild.id}`,
        articleOf(animal, `${animal} eat plums in autumn.`, "In winter they sleep."),
      );
    const answer = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
    await ada.use("ask", { question: "What do bears eat in autumn?" }, channel).reply();
    const reply = await bob.replyTo(bob.send("and in winter?", channel, { replyTo: answer }));
    expect(seen(reply)).toContain("Searched as: “What do foxes eat in autumn? and in winter?”");
    expect(seen(reply)).toMatch(/^Foxes · ¶ \d of 2$/m);
  });

  test("who names an article does not go on in another", async () => {
    const { ada, channel, library } = await scene();
    library.articles = [...library.articles, { id: "tunnel", title: "The Tunnel", source: "t.md", paragraphs: 1 }];
    await ada.use("ask", { question: first }, channel).reply();
    await ada.use("ask", { question: second, article: "tunnel" }, channel).reply();
    expect(library.asked.at(-1)).toMatchObject({ question: second, options: { articleId: "tunnel" } });
  });

  test("a bare mention in reply to somebody asks what they wrote where Discord shows it, and says so where it does not", async () => {
    const { ada, bob, channel, library } = await scene();
    const hidden = ada.send(first, channel);
    const told = await bob.replyTo(bob.send(bob.botMention, channel, { replyTo: hidden }));
    expect(told.content).toContain("Discord does not show me that message.");
    expect(library.asked).toEqual([]);
    const shown = ada.send(`${ada.botMention} ${first}`, channel);
    await ada.replyTo(shown);
    await bob.replyTo(bob.send(bob.botMention, channel, { replyTo: shown }));
    expect(library.asked.map(({ question }) => question)).toEqual([first, first]);
    // What they forwarded from where the bot is not, Discord does not show either.
    const forwarded = ada.forward(hidden, channel);
    const again = await bob.replyTo(bob.send(`${bob.botMention}?`, channel, { replyTo: forwarded }));
    expect(again.content).toContain("Discord does not show me that message.");
  });

  test("a message that is forwarded to the bot asks its text, or adds its file", async () => {
    const { ada, channel, library, loopback } = await scene();
    await ada.replyTo(ada.forward(ada.send(`**${first}**`, channel)));
    expect(library.asked.map(({ question }) => question)).toEqual([first]);
    const files = [{ name: "foxes.md", data: text("# Foxes\n\nFoxes eat plums.\n") }];
    ada.forward(ada.send("", channel, { files }));
    await messageWith(loopback, ada, ada.direct, /^Added \*\*Foxes\*\*/);
  });
});

describe("nobody is met with silence", () => {
  test.each([
    ["a mention alone", (bot: string) => bot, "What would you like to know?"],
    ["signs alone", (bot: string) => `${bot} ?!`, "What would you like to know?"],
    ["an emoji alone", (bot: string) => `${bot} <:wave:12345678901234567> 👋`, "What would you like to know?"],
  ])("%s", async (_, write, line) => {
    const { ada, channel, library } = await scene();
    expect((await ada.replyTo(ada.send(write(ada.botMention), channel))).content).toContain(line);
    expect(library.asked).toEqual([]);
  });

  test("a sticker, a voice message, the bot's role", async () => {
    const { ada, channel, guild } = await scene();
    expect((await ada.replyTo(ada.send("", ada.direct, { sticker: "wave" }))).content).toContain(
      "cannot read stickers",
    );
    const voice = { files: [{ name: "voice-message.ogg", data: text("x"), type: "audio/ogg" }], isVoice: true };
    expect((await ada.replyTo(ada.send("", ada.direct, voice))).content).toContain("cannot listen");
    const picture = { files: [{ name: "a.png", data: text("x"), type: "image/png" }] };
    for (const said of [ada.send("", ada.direct, picture), ada.send(ada.botMention, channel, picture)])
      expect((await ada.replyTo(said)).content).toContain("cannot look at pictures");
    const role = await ada.replyTo(ada.send(`<@&${guild.botRoleId}> ${first}`, channel));
    expect(role.content).toContain("mentions my role");
  });

  test("a file and a question in one direct message: it is added, and answers", async () => {
    const { ada, pilcrow } = await libraryScene();
    const file = { name: "foxes.md", data: text("# Foxes\n\nFoxes eat plums in autumn.\n") };
    const asked = ada.send("What do foxes eat in autumn?", ada.direct, { files: [file] });
    const answers = () => ada.messages().filter(({ message_reference: to }) => to?.message_id === asked.id);
    await expect.poll(() => answers().map(seen).join("\n")).toContain("Foxes eat plums in autumn.");
    expect(answers()[0]?.content).toMatch(/^Added \*\*Foxes\*\*/);
    expect(await pilcrow.library.list(`user:${ada.id}`)).toMatchObject([{ title: "Foxes" }]);
  });

  test("a question with a file in a server is answered, and told how the file is added", async () => {
    const { bob, channel, guild, loopback, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums in autumn."));
    const files = [{ name: "yaks.md", data: text("# Yaks\n\nYaks moo.\n") }];
    const asks = `${bob.botMention} What do foxes eat in autumn?`;
    bob.send(asks, channel, { files });
    const reply = await messageWith(loopback, bob, channel, /I did not read the file/);
    expect(seen(reply)).toMatch(/^¶ 1 says:\nFoxes eat plums in autumn\.[\s\S]*“Add as article” in the menu/);
    expect(await pilcrow.library.list(scope)).toHaveLength(1);
    const plain = await bob.replyTo(bob.send(asks, channel));
    expect(seen(plain)).not.toContain("I did not read");
  });

  test("a mention with a file adds it, for those who may", async () => {
    const { ada, bob, channel, guild, loopback, pilcrow } = await libraryScene();
    const files = [{ name: "foxes.md", data: text("# Foxes\n\nFoxes eat plums in autumn.\n") }];
    ada.send(`${ada.botMention} add this`, channel, { files });
    await messageWith(loopback, ada, channel, /Only members who may manage this server/);
    bob.send(`${bob.botMention} please add this file`, channel, { files });
    await messageWith(loopback, bob, channel, /^Added \*\*Foxes\*\*/);
    expect(await pilcrow.articles.details(`guild:${guild.id}`)).toMatchObject([{ title: "Foxes", addedBy: bob.id }]);
  });
});

test("Discord's markup is no part of a question", async () => {
  const { ada, bob, channel, library } = await scene();
  const question = `how **long** is <@${bob.id}>'s bridge in <#${channel.id}> <:boat:12345678901234567> https://tenor.com/view/boat-gif-1`;
  const reply = await ada.use("ask", { question }, channel).reply();
  expect(library.asked.at(-1)?.question).toMatch(/^how long is (?:bob)?'s bridge in #general$/);
  expect(seen(reply)).not.toMatch(/tenor|<@|<#|:boat:/);
});

test("a GIF alone is no document to add", async () => {
  const { bob, channel, log } = await libraryScene();
  for (const gif of ["https://tenor.com/view/fox-gif-1", "https://media.giphy.com/media/x/y.gif"])
    for (const sent of [bob.send(`${bob.botMention} ${gif}`, channel), bob.send(gif)])
      expect((await bob.replyTo(sent)).content).toMatch(/^What would you like to know\?/);
  expect(log.of("warn", "error")).toEqual([]);
});

test("while articles are being read, a question that finds none is told how far that is", async () => {
  const { ada, bot, channel, guild, loopback, pilcrow } = await libraryScene();
  await bot.close();
  await start(loopback, pilcrow, new LogSink(), loopback.token, () => ({ done: 12, of: 115 }));
  const line = "I am still reading the articles: 12 of 115 so far. Ask again in a moment.";
  const ask = async (question: string) => seen(await ada.use("ask", { question }, channel).reply());
  expect(await ask("What do foxes eat in autumn?")).toBe(line);
  await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Foxes", "Foxes eat plums in autumn."));
  expect(await ask("Who painted the ceiling?")).toContain(`${line}\n“Who painted the ceiling?”`);
  expect(await ask("What do foxes eat in autumn?")).not.toContain("still reading");
});
