import { describe, expect, test } from "vitest";
import { visibleText } from "../../loopback/markdown.js";
import { bridge, notInArticle, span } from "../answers.js";
import { scene } from "../scene.js";
import { buttonsOf, seen, textsOf } from "../seen.js";

describe("/ask", () => {
  test("is deferred and answered with the paragraph, in the server's scope", async () => {
    const { ada, channel, guild, library } = await scene();
    const asked = ada.use("ask", { question: "How long is the bridge?" }, channel);
    expect(await asked.acknowledged()).toBe(5);
    expect(seen(await asked.reply())).toMatch(/Its main span is 503 metres long\.[\s\S]*“How long is the bridge\?”$/);
    expect(library.asked).toEqual([
      { scope: `guild:${guild.id}`, question: "How long is the bridge?", options: { channelId: channel.id } },
    ]);
  });

  test("in a direct message asks the person's scope", async () => {
    const { ada, library } = await scene();
    await ada.use("ask", { question: "How long is the bridge?" }).reply();
    expect(library.asked[0]?.scope).toBe(`user:${ada.id}`);
  });

  test("says when the article does not", async () => {
    const { ada, library } = await scene();
    library.answer = (question) => notInArticle([span], question);
    expect(seen(await ada.use("ask", { question: "Who painted it?" }).reply())).toBe(
      "The article does not say.\nThe nearest is ¶ 7 of “The Harbour Bridge”.\n“Who painted it?”",
    );
  });

  test("of a question about another subject offers nothing to show", async () => {
    const { ada, library } = await scene();
    library.answer = (question) => ({ ...notInArticle([span], question), isForeign: true });
    const reply = await ada.use("ask", { question: "How do I center a div?" }).reply();
    expect(seen(reply)).toBe("The article does not say.\n“How do I center a div?”");
    expect(buttonsOf(reply)).toEqual(["Why?", "Delete"]);
  });

  test("private shows the answer to the person alone", async () => {
    const { ada, bob, channel } = await scene();
    const hidden = await ada.use("ask", { question: "How long?", private: true }, channel).reply();
    const open = await ada.use("ask", { question: "How long?", private: false }, channel).reply();
    expect(ada.messages(channel).map(({ id }) => id)).toEqual([hidden.id, open.id]);
    expect(bob.messages(channel).map(({ id }) => id)).toEqual([open.id]);
  });

  test("takes as long as it takes once it is deferred", async () => {
    const { ada, library, loopback } = await scene();
    let release = () => {};
    library.answer = (question) =>
      new Promise((resolve) => {
        release = () => resolve(notInArticle([], question));
      });
    const asked = ada.use("ask", { question: "Slow?" });
    await asked.acknowledged();
    await loopback.world.until("the question", () => library.asked[0]);
    loopback.world.advance(60_000);
    release();
    expect(seen(await asked.reply())).toMatch(/^The article does not say\./);
  });

  test("never pings or formats with what the question or the article holds", async () => {
    const { ada, bob, channel, loopback, library } = await scene();
    const text = `@everyone <@${bob.id}> **bold** [x](https://x.example) > quote`;
    const highlight = { start: 0, end: text.length };
    const paragraph = { ...span.paragraph, text, sentences: [highlight] };
    library.answer = (question) => ({
      kind: "found",
      question,
      confidence: 0.9,
      threshold: 0.5,
      asked: 1,
      profile: [1],
      passages: [{ ...span, article: { ...bridge, title: "@here" }, paragraph, highlight }],
    });
    const reply = await ada.use("ask", { question: `<@${bob.id}> @everyone *what*?` }, channel).reply();
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([]);
    expect(seen(reply)).toBe(`¶ 7 says:\n${text}\n@here · ¶ 7 of 1\n“@everyone *what*?”`);
  });
});

describe("the article option", () => {
  const list = [
    { ...bridge, paragraphs: 12 },
    { id: "tunnel", title: "The Tunnel", source: "tunnel.md", paragraphs: 3 },
    { id: "station", title: "Harbour Station", source: "station.md", paragraphs: 4 },
  ];

  test("suggests titles that hold what is typed, or nearly, in the scope", async () => {
    const { ada, channel, guild, library } = await scene();
    library.articles = list;
    expect(await ada.type("ask", "article", "HARB", { question: "x" }, channel).choices()).toEqual([
      { name: "The Harbour Bridge", value: "harbour-bridge" },
      { name: "Harbour Station", value: "station" },
    ]);
    expect(await ada.type("ask", "article", "tunel", {}, channel).choices()).toEqual([
      { name: "The Tunnel", value: "tunnel" },
    ]);
    expect(await ada.type("ask", "article", "nowhere", {}, channel).choices()).toEqual([]);
    expect(library.listed[0]).toBe(`guild:${guild.id}`);
  });

  test("suggests 25 at most, each within 100 characters, and tells twins apart by their source", async () => {
    const { ada, library } = await scene();
    library.articles = Array.from({ length: 60 }, (_, index) => ({
      ...bridge,
      id: `a${index}`,
      title: index < 2 ? "Twin" : `🏛️ ${"Long title ".repeat(30)}${index}`,
      source: `source-${index}.md`,
      paragraphs: 1,
    }));
    const choices = await ada.type("ask", "article", "").choices();
    expect(choices).toHaveLength(25);
    expect(choices.slice(0, 2).map(({ name }) => name)).toEqual(["Twin (source-0.md)", "Twin (source-1.md)"]);
  });

  test("suggests nothing when the library fails", async () => {
    const { ada, library, log } = await scene();
    library.list = () => Promise.reject(new Error("disk"));
    expect(await ada.type("ask", "article", "a").choices()).toEqual([]);
    expect(log.of("warn")).toHaveLength(1);
  });

  test.each([
    ["an id that was chosen", "tunnel", "tunnel"],
    ["a whole title", "the tunnel", "tunnel"],
    ["the start of one title", "harb", "station"],
    ["a title with typos", "the tunel", "tunnel"],
  ])("takes %s", async (_, article, articleId) => {
    const { ada, library } = await scene();
    library.articles = list;
    await ada.use("ask", { question: "How long?", article }).reply();
    expect(library.asked[0]?.options).toEqual({ articleId });
  });

  test.each([
    ["no title", "@everyone", "There is no article called “@everyone” here. `/articles` lists what there is."],
    [
      "two titles",
      "the",
      "Several articles here begin with “the”. Choose one from the suggestions that appear while you type.",
    ],
  ])("asks nothing where it fits %s", async (_, article, sentence) => {
    const { ada, library, loopback } = await scene();
    library.articles = list;
    const { content, id } = await ada.use("ask", { question: "How long?", article }).reply();
    expect(visibleText(content)).toBe(sentence);
    expect(loopback.world.messages.get(id)?.pings).toEqual([]);
    expect(library.asked).toEqual([]);
  });
});

test.each([false, true])(
  "/help tells the ways to ask, pings nobody and is for the person alone",
  async (allowsContent) => {
    const { ada, bob, channel, loopback } = await scene({ allowsContent });
    const help = await ada.use("help", {}, channel).reply();
    const [content, id] = [textsOf(help).join("\n"), help.id];
    for (const word of ["/ask", "/articles", ada.botMention, "direct message", "Privacy"])
      expect(content).toContain(word);
    expect(loopback.world.messages.get(id)?.pings).toEqual([]);
    expect(bob.messages(channel)).toEqual([]);
  },
);
