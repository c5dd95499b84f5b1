import { type APIMessage, MessageFlags } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { buttonsOf, menuOf, quotation, seen } from "../seen.js";

const foxes = articleOf(
  "Foxes",
  "They sleep under old bridges.",
  "## Food",
  "Foxes eat plums in autumn.",
  "In winter they eat mice.",
  "## Sleep",
  "They sleep all day, in autumn too.",
);
const question = "What do foxes eat in autumn?";
const gone = "The article of this answer is no longer here, or not yours.";

/** A server with one article, and the public answer to a question about it. */
async function answered() {
  const all = await libraryScene();
  const { ada, channel, guild, pilcrow } = all;
  const scope = `guild:${guild.id}` as const;
  const { article } = await pilcrow.articles.add(scope, foxes);
  const reply = await ada.use("ask", { question }, channel).reply();
  /** The answer as it is now. */
  const now = (message: APIMessage = reply) => all.loopback.world.messages.get(message.id)?.message;
  const restart = async () => {
    await all.bot.close();
    await start(all.loopback, pilcrow, new LogSink());
  };
  return { ...all, scope, id: article.id, reply, now, restart };
}

describe("from an answer one walks", () => {
  test("in its place, where one asked oneself: all else that can be done stays, and the verdicts are of what is shown", async () => {
    const { ada, bob, channel, id, loopback, now, reply, restart, store, scope } = await answered();
    expect(buttonsOf(reply)).toEqual(["‹ ¶ 1", "¶ 3 ›", "Section", "👍", "👎", "Why?", "Delete"]);
    const shows = (text: string) =>
      loopback.world.until(text, () => (seen(now() ?? reply).includes(text) ? now() : undefined));
    ada.press(reply, "¶ 3 ›");
    const next = await shows("In winter they eat mice.");
    expect(seen(next)).toBe(`In winter they eat mice.\nFoxes · Food · ¶ 3 of 4\n“${question}”`);
    expect(buttonsOf(next)).toEqual(["‹ ¶ 2", "¶ 4 ›", "Section", "👍", "👎", "Why?", "Delete"]);
    expect(menuOf(next)).toEqual(menuOf(reply));
    await restart();
    await bob.press(next, "👍").reply();
    expect(await store.feedback.list(scope)).toMatchObject([{ articleId: id, paragraph: 3, verdict: "good" }]);
    ada.press(next, "¶ 4 ›");
    expect(buttonsOf(await shows("all day"))).not.toContain("¶ 5 ›");
    expect(ada.messages(channel)).toHaveLength(1);
  });

  test("beside it, where somebody else asked: there in place, and the menu comes along", async () => {
    const { ada, bob, channel, now, reply } = await answered();
    const own = await bob.press(reply, "‹ ¶ 1").reply();
    expect(now()).toEqual(reply);
    expect(ada.messages(channel)).toEqual([reply]);
    expect(own.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    expect(seen(own)).toBe(`They sleep under old bridges.\nFoxes · ¶ 1 of 4\n“${question}”`);
    expect(buttonsOf(own)).toEqual(["¶ 2 ›"]);
    expect(menuOf(own)?.options).toEqual(menuOf(reply)?.options);
    bob.press(own, "¶ 2 ›");
    await expect.poll(() => seen(now(own) ?? own)).toContain("plums");
  });

  test("by a menu of the next best passages, each with its sentence, and back", async () => {
    const { ada, now, reply } = await answered();
    const { customId = "", options = [] } = menuOf(reply) ?? {};
    expect(options[0]).toMatchObject({ label: "Foxes eat plums in autumn.", description: "¶ 2" });
    const other = options.find(({ description }) => description === "¶ 4");
    ada.choose(reply, customId, [other?.value ?? ""]);
    await expect.poll(() => quotation(now() ?? reply).bold).toBe("They sleep all day, in autumn too.");
    ada.choose(reply, customId, [options[0]?.value ?? ""]);
    await expect.poll(() => quotation(now() ?? reply).bold).toBe("Foxes eat plums in autumn.");
  });

  test("to its section, for oneself alone", async () => {
    const { bob, reply } = await answered();
    const section = await bob.press(reply, "Section").reply();
    expect(seen(section).split("\n")).toEqual([
      "Foxes",
      "Food",
      "¶ 2 · Foxes eat plums in autumn.",
      "¶ 3 · In winter they eat mice.",
    ]);
    expect(section.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
  });

  test("beside it where the channel takes text alone: that message stays text", async () => {
    const { ada, channel, now, restart } = await answered();
    channel.bot.embedLinks = false;
    await restart();
    const plain = await ada.replyTo(ada.send(`${ada.botMention} ${question}`, channel));
    expect(plain.flags).toBe(0);
    expect(seen(plain)).toBe(`¶ 2 says:\nFoxes eat plums in autumn.\nFoxes · Food · ¶ 2 of 4\n“${question}”`);
    expect(quotation(plain).bold).toBe("Foxes eat plums in autumn.");
    expect(seen(await ada.press(plain, "¶ 3 ›").reply())).toMatch(/^In winter they eat mice\.[\s\S]*autumn\?”$/);
    const { customId = "", options = [] } = menuOf(plain) ?? {};
    const chosen = await ada.choose(plain, customId, [options[1]?.value ?? ""]).reply();
    expect(chosen.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    expect(now(plain)).toEqual(plain);
    expect(seen(await ada.press(plain, "Why?").reply())).toContain(question);
    ada.press(plain, "Delete");
    await expect.poll(() => now(plain)).toBeUndefined();
  });
});

describe("below an answer", () => {
  test("Why? tells its numbers to whoever asks, also after a restart", async () => {
    const { ada, bob, reply, restart } = await answered();
    const before = seen(await ada.press(reply, "Why?").reply());
    expect(before).toContain(`“${question}”`);
    expect(before).toMatch(/Confidence [\d.]+, threshold/);
    await restart();
    expect(seen(await bob.press(reply, "Why?").reply())).toBe(before);
  });

  test("Why? of a follow-up searches both questions again", async () => {
    const { ada, channel, restart } = await answered();
    const followUp = await ada.use("ask", { question: "and in winter?" }, channel).reply();
    expect(buttonsOf(followUp)).toEqual(expect.arrayContaining(["Ask just this", "👍", "👎", "Why?", "Delete"]));
    await restart();
    expect(seen(await ada.press(followUp, "Why?").reply())).toMatch(/^“What do foxes eat in autumn\? and in winter\?”/);
  });

  test("Delete is for the person who asked and for moderators; others are told so", async () => {
    const { ada, bob, cat, channel, guild, now, reply, restart } = await answered();
    await restart();
    expect(await cat.press(reply, "Delete").reply()).toMatchObject({
      flags: MessageFlags.Ephemeral,
      content: expect.stringMatching(/^Only the person who asked/),
    });
    expect(now()).toEqual(reply);
    ada.press(reply, "Delete");
    await expect.poll(() => now()).toBeUndefined();
    guild.moderatorIds.add(bob.id);
    const second = await ada.use("ask", { question }, channel).reply();
    bob.press(second, "Delete");
    await expect.poll(() => now(second)).toBeUndefined();
  });

  test("Share shows a private answer to all, who then can do with it what they can with any other", async () => {
    const { ada, bob, channel, loopback, now } = await answered();
    const hidden = await ada.use("ask", { question, private: true }, channel).reply();
    expect(buttonsOf(hidden)).toEqual(["‹ ¶ 1", "¶ 3 ›", "Section", "👍", "👎", "Why?", "Share"]);
    const shared = await ada.press(hidden, "Share").reply();
    expect(bob.messages(channel)).toContainEqual(shared);
    expect(seen(shared)).toBe(`${seen(hidden)}\nShared by <@${ada.id}>`);
    expect(loopback.world.messages.get(shared.id)?.pings).toEqual([]);
    expect(buttonsOf(shared)).toEqual(["‹ ¶ 1", "¶ 3 ›", "Section", "👍", "👎", "Why?", "Delete"]);
    expect(seen(await bob.press(shared, "¶ 3 ›").reply())).toContain("mice");
    ada.press(shared, "Delete");
    await expect.poll(() => now(shared)).toBeUndefined();
    // In direct messages nobody else would see it.
    expect(buttonsOf(await ada.use("ask", { question, private: true }).reply())).not.toContain("Share");
  });

  test("👎 offers the closest other places", async () => {
    const { bob, now, reply } = await answered();
    const thanks = await bob.press(reply, "👎").reply();
    expect(seen(thanks)).toMatch(/^Thank you: noted as not helpful\..*\nThese places come closest besides:\n“What/);
    const { customId = "", options = [] } = menuOf(thanks) ?? {};
    expect(options.map(({ description }) => description)).not.toContain("¶ 2");
    bob.choose(thanks, customId, [options.find(({ description }) => description === "¶ 4")?.value ?? ""]);
    await expect.poll(() => seen(now(thanks) ?? thanks)).toContain("They sleep all day, in autumn too.");
  });

  test("each says why not once the article is removed, and the answer stays", async () => {
    const { ada, bob, channel, id, now, pilcrow, reply, scope } = await answered();
    const hidden = await ada.use("ask", { question, private: true }, channel).reply();
    const refused = await ada.use("ask", { question: "Who invented the bridge?" }, channel).reply();
    await pilcrow.articles.remove(scope, id);
    const { customId = "", options = [] } = menuOf(reply) ?? {};
    const tried = [
      ...["¶ 3 ›", "Section", "👍", "👎", "Why?"].flatMap((one) => [ada.press(reply, one), bob.press(reply, one)]),
      ada.choose(reply, customId, [options[1]?.value ?? ""]),
      ada.press(hidden, "Share"),
      ...buttonsOf(refused).flatMap((one) => (one.startsWith("Show") ? [bob.press(refused, one)] : [])),
    ];
    for (const one of tried) {
      const told = async () => [await one.reply(), ...one.followUps()].map(seen);
      await expect.poll(told).toContain(gone);
    }
    expect(now()?.components).toEqual(reply.components);
  });
});

test("what names a paragraph of a text that was replaced says so, and shows no other", async () => {
  const { ada, bob, channel, id, now, pilcrow, reply, scope } = await answered();
  const refused = await ada.use("ask", { question: "Who invented the bridge?" }, channel).reply();
  const next = articleOf("Foxes", "They hide.", "They run.", "## New", "They bark.", "They jump in autumn.");
  await pilcrow.articles.replace(scope, id, next, { addedBy: bob.id, sourceKind: "file" });
  const { customId = "", options = [] } = menuOf(reply) ?? {};
  const [anyway = ""] = buttonsOf(refused).filter((label) => label.startsWith("Show"));
  const values = [options[1]?.value ?? ""];
  for (const one of [
    bob.choose(reply, customId, values),
    bob.press(reply, "Section"),
    bob.press(refused, anyway),
    ada.press(refused, anyway),
  ])
    expect((await one.reply()).content).toMatch(/^The article has changed since this answer\./);
  const own = ada.choose(reply, customId, values);
  await expect
    .poll(() =>
      own
        .followUps()
        .map(({ content }) => content)
        .join(),
    )
    .toMatch(/has changed/);
  expect(now()).toEqual(reply);
  // The next paragraph is what its number says; the menu of the old text does not come along.
  ada.press(reply, "¶ 3 ›");
  await expect.poll(() => seen(now() ?? reply)).toContain("They bark.\nFoxes · New · ¶ 3 of 4");
  expect(menuOf(now() ?? reply)).toBeUndefined();
});

describe("/article read", () => {
  test("shows any paragraph in full, and the way on", async () => {
    const { bob, channel, guild, now, pilcrow } = await answered();
    const long = `${"A bear sleeps. ".repeat(80)}It ends here.`;
    await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Bears", "First.", long));
    const shown = await bob.use("article read", { article: "bears", paragraph: 2 }, channel).reply();
    expect(seen(shown)).toBe(`${long}\nBears · ¶ 2 of 2`);
    expect(shown.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    bob.press(shown, "‹ ¶ 1");
    await expect.poll(() => seen(now(shown) ?? shown)).toBe("First.\nBears · ¶ 1 of 2");
    expect(seen(await bob.use("article read", { article: "foxes" }, channel).reply())).toContain("¶ 1 of 4");
  });

  test("says which there are, where there is none of that number", async () => {
    const { bob, channel } = await answered();
    const { content } = await bob.use("article read", { article: "foxes", paragraph: 9 }, channel).reply();
    expect(content).toBe("There is no ¶ 9: the article has ¶ 1 to 4.");
  });
});
