import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReply } from "../../../src/discord/features/ask/answer-buttons.js";
import { renderAnswer } from "../../../src/discord/features/ask/render-answer.js";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { messageBreaches } from "../../loopback/rules.js";
import { found, span } from "../answers.js";
import { anyPassage } from "../any-text.js";
import { LogSink, libraryScene, start } from "../scene.js";

const question = "what are the rules";
const labels = (message: object) => [...JSON.stringify(message).matchAll(/"label":"([^"]+)"/g)].map(([, one]) => one);
const numbersIn = (text: string) => [...text.matchAll(/¶ (\d+) ·/g)].map(([, number]) => Number(number));

const short = articleOf(
  "Rowing club",
  "We row.",
  "## Rules",
  "No shoes here.",
  "Boats come back by noon.",
  "## Fees",
  "Ten.",
);
const long = articleOf(
  "Rowing club",
  "We row.",
  "## Rules",
  ...Array.from({ length: 40 }, (_, at) => `Rule ${at + 1} says: ${"be kind to *every* boat ".repeat(14)}`),
  "## Fees",
  "Ten.",
);

describe("a section that was asked for by its name", () => {
  test("is shown whole: its heading, and its paragraphs in order with their numbers", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, short);
    const reply = await ada.use("ask", { question }, channel).reply();
    expect(reply.embeds[0]?.author?.name).toBe("Rowing club");
    expect(visibleText(reply.embeds[0]?.description ?? "").split("\n")).toEqual([
      "Rules",
      "¶ 2 · No shoes here.",
      "¶ 3 · Boats come back by noon.",
    ]);
    expect(labels(reply)).toEqual([]);
  });

  test("of one paragraph is that passage, with nothing beside it", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, short);
    const reply = await ada.use("ask", { question: "fees" }, channel).reply();
    expect(visibleText(reply.embeds[0]?.description ?? "")).toMatch(/^Fees\n¶ 4 says:\nTen\.$/);
    expect(reply.embeds[0]?.fields ?? []).toEqual([]);
  });

  test("goes on by a button that works after a restart, for whoever presses it, to the end", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, long);
    let reply = await ada.use("ask", { question }, channel).reply();
    await bot.close();
    await start(loopback, pilcrow, new LogSink());
    const seen: number[] = [];
    for (;;) {
      const description = reply.embeds[0]?.description ?? "";
      seen.push(...numbersIn(description));
      const next = (seen.at(-1) ?? 0) + 1;
      expect(description).toContain("Rules");
      const [label, ...more] = labels(reply);
      expect(more).toEqual([]);
      if (label === undefined) break;
      expect(label).toBe(`Next: ¶ ${next}`);
      expect(description.split("\n").at(-1)).toBe(
        `-# ${42 - next} more: ¶ ${next}–41`.replace("1 more: ¶ 41–41", "1 more: ¶ 41"),
      );
      reply = await bob.press(reply, label).reply();
      expect(reply.flags).toBe(64);
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, at) => at + 2));
  });

  test("a forged or outdated button shows nothing of others", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const { article } = await pilcrow.articles.add(`guild:${guild.id}`, long);
    const foreign = await pilcrow.articles.add("guild:1", articleOf("Secret", "Hidden."));
    const reply = await ada.use("ask", { question }, channel).reply();
    const forged = (data: string) => bob.forge(reply, `go-on:${data}`, channel).reply();
    for (const data of [
      `${foreign.article.id}:1:1`,
      `${article.id}:99:100`,
      `${article.id}:9:8`,
      `${article.id}:2`,
      "",
      "x:1:1",
    ])
      expect((await forged(data)).content, data).toBe("This is no longer here.");
    await pilcrow.articles.remove(`guild:${guild.id}`, article.id);
    expect((await forged(`${article.id}:2:41`)).content).toBe("This is no longer here.");
  });
});

test("keeps Discord's limits for any section, with embeds and without, beside all other buttons", () => {
  const section = fc.array(anyPassage(30), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(section, fc.boolean(), fc.boolean(), fc.nat(11), (passages, showQuestion, isFollowUp, at) => {
      const paragraphs = passages.map(({ paragraph }, position) => ({ ...paragraph, number: position + 1 }));
      const best = passages[at % passages.length] ?? span;
      const shown = { ...best, paragraph: paragraphs[at % passages.length] ?? span.paragraph };
      const headings = paragraphs[0]?.headings ?? [];
      const alternatives = [1, 2, 3].map((number) => ({
        ...span,
        article: { ...span.article, id: `other-${number}` },
      }));
      const answer = { ...found([shown]), alternatives, section: { headings, paragraphs } };
      for (const embeds of [true, false]) {
        const options = { showQuestion, embeds };
        expect(messageBreaches(renderAnswer(answer, options))).toEqual([]);
        const turn = { scope: "guild:1", question: "and?", searched: "and?", where: {}, confidential: false } as const;
        const reply = renderReply({ answer, turn, isFollowUp }, options);
        expect(messageBreaches(reply)).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
