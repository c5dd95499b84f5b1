import { describe, expect, test } from "vitest";
import { visibleText } from "../../loopback/markdown.js";
import { bridge, found, notInArticle, span } from "../answers.js";
import { LogSink, scene, start } from "../scene.js";
import { buttonsOf, quotation, seen } from "../seen.js";

const first = "How long is the bridge?";
const second = "And when was it opened?";

describe("a question that leans on the one before", () => {
  test("is searched with it, says so, and is asked alone with a button", async () => {
    const { ada, channel, guild, library } = await scene();
    await ada.replyTo(ada.send(`${ada.botMention} ${first}`, channel));
    const reply = await ada.use("ask", { question: second }, channel).reply();
    expect(library.asked.at(-1)?.question).toBe(`${first} ${second}`);
    expect(seen(reply)).toMatch(new RegExp(`“${second.replace("?", "\\?")}”$`));
    expect(seen(reply)).toContain(`Searched as: “${first} ${second}”`);
    const alone = await ada.press(reply, "Ask just this").reply();
    expect(library.asked.at(-1)).toMatchObject({ scope: `guild:${guild.id}`, question: second });
    expect(seen(alone)).toContain(`“${second}”`);
    expect(seen(alone)).not.toContain("Searched as");
    expect(JSON.stringify(alone.components)).not.toContain("Ask just this");
  });

  test("is one of a person in a channel: nobody else's question joins it, nor one of another channel", async () => {
    const { ada, bob, channel, guild, library, loopback } = await scene();
    const other = loopback.addChannel(guild, "other");
    await ada.use("ask", { question: first }, channel).reply();
    await bob.use("ask", { question: second }, channel).reply();
    await ada.use("ask", { question: second }, other).reply();
    await ada.replyTo(ada.send(second));
    expect(library.asked.map(({ question }) => question)).toEqual([first, second, second, second]);
  });

  test("stays with the article that was asked", async () => {
    const { ada, library } = await scene();
    await ada.use("ask", { question: first, article: bridge.id }).reply();
    await ada.use("ask", { question: second }).reply();
    expect(library.asked.at(-1)?.options).toMatchObject({ articleId: bridge.id });
    library.articles = [];
    await ada.use("ask", { question: "And who built it?" }).reply();
    expect(library.asked.at(-1)?.options).not.toHaveProperty("articleId");
  });

  test("does not tell others what was asked in private", async () => {
    const { ada, channel, library } = await scene();
    await ada.use("ask", { question: first, private: true }, channel).reply();
    await ada.use("ask", { question: second }, channel).reply();
    expect(library.asked.at(-1)?.question).toBe(second);
  });

  test("can ask alone after the bot was started anew, and by somebody else, whom alone it is shown", async () => {
    const { ada, bob, bot, channel, library, loopback } = await scene();
    await ada.use("ask", { question: first, article: bridge.id }, channel).reply();
    const reply = await ada.use("ask", { question: second }, channel).reply();
    await bot.close();
    await start(loopback, library.pilcrow, new LogSink());
    await bob.press(reply, "Ask just this").reply();
    expect(library.asked.at(-1)).toMatchObject({ question: second, options: { articleId: bridge.id } });
    expect(ada.messages(channel)).toHaveLength(2);
    expect(bob.messages(channel)).toHaveLength(3);
  });

  test("shows what was searched without formatting or pinging", async () => {
    const { ada, bob, channel, library, loopback } = await scene();
    const nasty = `@everyone <@${bob.id}> **bridge** ${"*_ ".repeat(100)}`;
    await ada.use("ask", { question: nasty }, channel).reply();
    library.answer = (question) => notInArticle([span], question);
    const reply = await ada.use("ask", { question: second }, channel).reply();
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([]);
    expect(seen(reply)).toContain("Searched as: “@everyone bridge *_ *_");
  });
});

describe("/why", () => {
  test("explains the last question of this person in this channel, to this person alone", async () => {
    const { ada, bob, channel, library } = await scene();
    library.answer = (question) => found([span], question);
    await ada.use("ask", { question: first }, channel).reply();
    await ada.use("ask", { question: second }, channel).reply();
    const { content } = await ada.use("why", {}, channel).reply();
    expect(content).toContain(second);
    expect(visibleText(content)).toContain(`Searched as: “${first} ${second}”`);
    expect(content).toContain("Confidence 0.934, threshold 0.500: an answer.");
    const block = content.split("```")[1]?.trim().split("\n") ?? [];
    expect(block).toEqual([
      "score cos¶ tok¶ tokS lex¶  rdr",
      "¶ 7     .800 .800 .750 .850 .500 .000",
      "",
      "▁▂▁▁▃▁█▁▁▁▁▁",
      "¶ 1     ¶ 12",
    ]);
    expect(bob.messages(channel)).toHaveLength(2);
    expect((await bob.use("why", {}, channel).reply()).content).toContain("no question of yours");
  });

  test("keeps to a phone's width and to Discord's limits whatever the article", async () => {
    const { ada, library } = await scene();
    const article = { ...bridge, title: "```**@everyone** ".repeat(60) };
    const far = { ...span, article: { ...bridge, id: "other" }, paragraph: { ...span.paragraph, number: 12_345 } };
    const profile = Array.from({ length: 5_000 }, (_, at) => Math.sin(at));
    library.answer = (question) => ({ ...found([{ ...span, article, score: -0.5 }, far], question), profile });
    await ada.use("ask", { question: "`".repeat(1000) }).reply();
    const { content } = await ada.use("why").reply();
    const block = content.slice(content.indexOf("\n```\n") + 5, content.lastIndexOf("\n```"));
    expect(Math.max(...block.split("\n").map((line) => line.length))).toBeLessThanOrEqual(38);
    expect(content).toMatch(/\n-# † in “The Harbour Bridge”$/);
  });
});

describe("a refusal", () => {
  test.each(["ask", "direct message", "mention"])(
    "by %s shows the closest passage when asked to, as no answer",
    async (way) => {
      const { ada, bob, channel, library } = await scene();
      library.answer = (question) => notInArticle([span], question);
      const reply =
        way === "ask"
          ? await ada.use("ask", { question: "Who painted it?" }, channel).reply()
          : await ada.replyTo(
              way === "mention" ? ada.send(`${ada.botMention} Who painted it?`, channel) : ada.send("Who painted it?"),
            );
      const presser = way === "direct message" ? ada : bob;
      const shown = await presser.press(reply, "Show ¶ 7 anyway").reply();
      const text = seen(shown);
      expect(text).toMatch(/^Not an answer:/);
      expect(text).toContain(span.paragraph.text);
      expect(quotation(shown).bold).toBe("");
      const before = way === "direct message" ? 2 : way === "mention" ? 2 : 1;
      expect(presser.messages(way === "direct message" ? presser.direct : channel)).toHaveLength(before + 1);
      if (presser === bob) expect(ada.messages(channel)).toHaveLength(before);
    },
  );

  test("still shows it after the bot was started anew", async () => {
    const { ada, bot, library, loopback } = await scene();
    library.answer = (question) => notInArticle([span], question);
    const reply = await ada.use("ask", { question: "Who painted it?" }).reply();
    await bot.close();
    await start(loopback, library.pilcrow, new LogSink());
    const shown = await ada.press(reply, "Show ¶ 7 anyway").reply();
    expect(seen(shown)).toContain(span.paragraph.text);
  });

  test("shows nothing of an article that the presser's scope does not see, or that is gone", async () => {
    const { ada, channel, library, guild } = await scene();
    library.answer = (question) => notInArticle([span], question);
    const reply = await ada.use("ask", { question: "Who painted it?" }, channel).reply();
    library.sees = (scope) => scope !== `guild:${guild.id}`;
    const shown = await ada.press(reply, "Show ¶ 7 anyway").reply();
    expect(seen(shown)).toBe("The article of this answer is no longer here, or not yours.");
  });

  test("without a passage has no button", async () => {
    const { ada, library } = await scene();
    library.answer = (question) => notInArticle([], question);
    expect(buttonsOf(await ada.use("ask", { question: "Who painted it?" }).reply())).toEqual(["Why?", "Delete"]);
  });
});

test.each([
  "anyway:",
  "anyway:harbour-bridge",
  "anyway:harbour-bridge:7:8",
  "walk:1:harbour-bridge",
  "walk::harbour-bridge:7",
  "section:harbour-bridge",
  "choose:harbour-bridge:0",
  "anyway:../x:7",
  "alone:",
  "alone:x",
  "old:1",
  "none",
  ":",
])("a button %j that Pilcrow does not make is answered in private and does nothing", async (customId) => {
  const { ada, channel, library, loopback, log } = await scene();
  library.answer = (question) => notInArticle([span], question);
  const reply = await ada.use("ask", { question: "Who painted it?" }, channel).reply();
  const asked = library.asked.length;
  const stored = loopback.world.messages.get(reply.id);
  const row = { type: 1, components: [{ type: 2, style: 2, label: "Forged", custom_id: customId }] };
  if (stored) Object.assign(stored.message, { components: [row] });
  const { content, flags } = await ada.press(reply, "Forged").reply();
  expect(content).toMatch(/no longer here|does nothing any more/);
  expect(flags).toBe(64);
  expect(library.asked).toHaveLength(asked);
  expect(log.of("error")).toEqual([]);
});
