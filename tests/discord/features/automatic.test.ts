import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { questionsIn } from "../../../src/conversation/questions-in.js";
import type { Person } from "../../loopback/person.js";
import type { Channel } from "../../loopback/world.js";
import { notInArticle, span, unsure } from "../answers.js";
import { scene } from "../scene.js";
import { buttonsOf, seen } from "../seen.js";

/** A server that chose a channel and a forum, and a bot that reads all messages. */
async function chosen() {
  const made = await scene({ allowsContent: true });
  const { loopback, guild, channel, library } = made;
  const forum = loopback.addForum(guild);
  const change = library.pilcrow.settings.change.bind(library.pilcrow.settings);
  await change(`guild:${guild.id}`, { automaticChannels: [channel.id, forum.id] });
  return { ...made, forum };
}

/** The messages of the bot that are there once it has seen all that was written: the last one is put to it. */
async function botMessages(
  person: Person,
  channel: Channel,
  elsewhere: readonly Channel[] = [],
): Promise<APIMessage[]> {
  const last = person.send(`${person.botMention} And this?`, channel);
  await person.replyTo(last);
  const all = [channel, ...elsewhere].flatMap((one) => person.messages(one));
  return all.filter((one) => one.author.username === "Pilcrow" && one.message_reference?.message_id !== last.id);
}

describe("an automatic answer", () => {
  test("comes to a question in a chosen channel, marked as such, and pings nobody", async () => {
    const { ada, channel, library, loopback } = await chosen();
    const reply = await ada.replyTo(ada.send("Moin! I am new here. How long is the bridge? 🙂", channel));
    expect(seen(reply)).toContain("Its main span is 503 metres long.");
    expect(seen(reply)).toContain("automatic answer");
    expect(buttonsOf(reply)).toEqual(["👍", "Not helpful"]);
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([]);
    expect(library.asked.map(({ question }) => question)).toEqual(["How long is the bridge?"]);
  });

  test("comes to a post in a chosen forum by its title, once in its thread", async () => {
    const { ada, bob, channel, forum, library } = await chosen();
    const post = ada.post(forum, "How long is the harbour bridge", "I looked everywhere. Does anyone know?");
    const reply = await ada.replyTo(post);
    expect(seen(reply)).toContain("503 metres");
    const thread = { ...forum, id: post.channel_id, isForum: false };
    bob.send("And how high is the bridge?", thread);
    expect(await botMessages(ada, channel, [thread])).toHaveLength(1);
    expect(library.asked[0]?.question).toBe("How long is the harbour bridge");
  });

  test("comes in the highest tier alone, to nobody's talk, not to bots, and nowhere else", async () => {
    const { ada, bob, channel, guild, library, loopback } = await chosen();
    const other = loopback.addChannel(guild, "elsewhere");
    const bot = loopback.person("another bot", guild);
    Object.assign(bot.user, { bot: true });
    library.answer = (question) =>
      question.includes("perhaps") ? unsure([span], question) : notInArticle([span], question);
    ada.send("How long, perhaps, is the bridge?", channel);
    ada.send("Who painted the bridge?", channel);
    library.answer = (question) => (question.includes("?") ? unsure([span], question) : notInArticle([], question));
    const thread = loopback.addThread(channel);
    const first = ada.send("The bridge is nice.", channel);
    bob.send("How long is the bridge?", channel, { replyTo: first });
    bob.send(`<@${ada.id}> how long is the bridge?`, channel);
    bob.send("> How long is the bridge?\nThat is what I asked.", channel);
    bob.send("Really?", channel);
    bob.send("How long is the bridge?", other);
    bob.send("How long is the bridge?", thread);
    bot.send("How long is the bridge?", channel);
    expect(await botMessages(ada, channel, [other, thread])).toEqual([]);
    expect(library.asked.map(({ question }) => question)).toEqual([
      "How long, perhaps, is the bridge?",
      "Who painted the bridge?",
      "And this?",
    ]);
  });

  test("is gone on from by whoever replies to it", async () => {
    const { ada, bob, channel, library } = await chosen();
    const reply = await ada.replyTo(ada.send("How long is the bridge?", channel));
    await bob.replyTo(bob.send("And how high?", channel, { replyTo: reply, pingAuthor: true }));
    expect(library.asked.at(-1)?.question).toMatch(/^How long is the bridge\? And how high\?$/);
  });

  test("comes at most five times in ten minutes in a channel", async () => {
    const { ada, channel } = await chosen();
    for (let at = 0; at < 7; at++) ada.send(`How long is bridge ${at}?`, channel);
    await expect
      .poll(async () => (await botMessages(ada, channel)).filter((one) => seen(one).includes("automatic")))
      .toHaveLength(5);
  });

  test.each([
    ["its author", true],
    ["a moderator", true],
    ["anybody else", false],
  ])("is withdrawn by %s: %s", async (who, isWithdrawn) => {
    const { ada, bob, channel, guild, loopback } = await chosen();
    if (who === "a moderator") guild.moderatorIds.add(bob.id);
    const reply = await ada.replyTo(ada.send("How long is the bridge?", channel));
    const pressed = (who === "its author" ? ada : bob).press(reply, "Not helpful");
    const now = () => seen(loopback.world.messages.get(reply.id)?.message ?? reply);
    if (isWithdrawn) await expect.poll(now).toBe("I took an automatic answer back: it did not help.");
    else {
      expect((await pressed.reply()).flags).toBe(64);
      expect(now()).toContain("503 metres");
    }
  });

  test("needs the text of messages, which Discord gives to nobody who did not ask for it", async () => {
    const { ada, channel, guild, library } = await scene();
    await library.pilcrow.settings.change(`guild:${guild.id}`, { automaticChannels: [channel.id] });
    ada.send("How long is the bridge?", channel);
    expect(await botMessages(ada, channel)).toEqual([]);
    // What was chosen while it was allowed is not told as if it held.
    const summary = await ada.use("settings", {}, channel).reply();
    expect(seen(summary)).toContain("Questions that nobody put to me: not answered.");
  });
});

test.each([
  ["Where is the museum?", undefined, ["Where is the museum?"]],
  ["We went there. It was shut.", undefined, []],
  ["博物馆几点开门？谢谢！", undefined, ["博物馆几点开门？"]],
  ["Any idea?", "Opening hours of the museum", ["Any idea?", "Opening hours of the museum: Any idea?"]],
  ["Thanks in advance.", "When does the museum open", ["When does the museum open"]],
  ["Look at it!", "My new bicycle", []],
])("%s (%s) asks %j", (text, title, questions) => expect(questionsIn(text, title)).toEqual(questions));
