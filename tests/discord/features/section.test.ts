import { MessageFlags } from "discord-api-types/v10";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReply } from "../../../src/discord/features/ask/answer-buttons.js";
import { CATALOGUES, texts } from "../../../src/interface-texts/texts.js";
import { articleOf } from "../../library/articles.js";
import { messageBreaches } from "../../loopback/rules.js";
import { found, span } from "../answers.js";
import { anyPassage, anyText } from "../any-text.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { buttonsOf, menuOf, seen, textsOf } from "../seen.js";

const question = "what are the rules";
const gone = "The article of this answer is no longer here, or not yours.";
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
    expect(seen(reply).split("\n")).toEqual([
      "Rowing club",
      "Rules",
      "¶ 2 · No shoes here.",
      "¶ 3 · Boats come back by noon.",
      `“${question}”`,
    ]);
    expect(menuOf(reply)).toBeUndefined();
  });

  test("of one paragraph is that passage, with nothing beside it", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, short);
    const reply = await ada.use("ask", { question: "fees" }, channel).reply();
    expect(seen(reply)).toBe("¶ 4 says:\nTen.\nRowing club · Fees · ¶ 4 of 4\n“fees”");
    expect(menuOf(reply)).toBeUndefined();
  });

  test("goes on by a button that works after a restart, for whoever presses it, to the end", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, long);
    let reply = await ada.use("ask", { question }, channel).reply();
    await bot.close();
    await start(loopback, pilcrow, new LogSink());
    const numbers: number[] = [];
    for (;;) {
      const description = textsOf(reply)[1] ?? "";
      numbers.push(...numbersIn(description));
      const next = (numbers.at(-1) ?? 0) + 1;
      expect(description).toContain("Rules");
      const label = buttonsOf(reply).find((one) => one.startsWith("Next"));
      if (label === undefined) break;
      expect(label).toBe(`Next: ¶ ${next}`);
      expect(description.split("\n").at(-1)).toBe(
        `-# ${42 - next} more: ¶ ${next}–41`.replace("1 more: ¶ 41–41", "1 more: ¶ 41"),
      );
      reply = await bob.press(reply, label).reply();
      expect(reply.flags).toBe(MessageFlags.Ephemeral | MessageFlags.IsComponentsV2);
    }
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, at) => at + 2));
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
      expect((await forged(data)).content, data).toBe(gone);
    await pilcrow.articles.remove(`guild:${guild.id}`, article.id);
    expect((await forged(`${article.id}:2:41`)).content).toBe(gone);
  });
});

test("keeps Discord's limits for any section, in both forms, beside all other buttons", () => {
  const anyTexts = fc.constantFrom(...Object.keys(CATALOGUES)).map(texts);
  const section = fc.array(anyPassage(20), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(
      section,
      anyText(80),
      fc.boolean(),
      fc.nat(5),
      anyTexts,
      (passages, searchedAs, isFollowUp, at, words) => {
        const paragraphs = passages.map(({ paragraph }, position) => ({ ...paragraph, number: position + 1 }));
        const best = passages[at % passages.length] ?? span;
        const shown = { ...best, paragraph: paragraphs[at % passages.length] ?? span.paragraph };
        const headings = paragraphs[0]?.headings ?? [];
        const alternatives = [1, 2, 3, 4, 5].map((number) => ({
          ...span,
          article: { ...span.article, id: `other-${number}`, title: searchedAs.repeat(5) },
        }));
        const answer = { ...found([shown], searchedAs), searchedAs, alternatives, section: { headings, paragraphs } };
        const turn = { scope: "guild:1", question: "and?", searched: "and?", where: {}, confidential: false } as const;
        for (const plain of [true, false]) {
          const reply = renderReply({ answer, turn, isFollowUp }, { texts: words, plain, owner: "1", isInGuild: true });
          expect(messageBreaches(reply)).toEqual([]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
