import fc from "fast-check";
import { expect, test } from "vitest";
import { renderReply } from "../../src/discord/features/ask/answer-buttons.js";
import { renderAnswer } from "../../src/discord/features/ask/render-answer.js";
import { renderWhy } from "../../src/discord/features/ask/why.js";
import { CATALOGUES, english, texts } from "../../src/interface-texts/texts.js";
import { WHOLE_ASPECTS } from "../../src/language/language.js";
import type { Answer, ArticleOverview, Quotation, SmallTalkReply } from "../../src/retrieval/answer.js";
import { readMarkdown } from "../loopback/markdown.js";
import { messageBreaches } from "../loopback/rules.js";
import { bridge, span } from "./answers.js";
import { anyPassage, anyText } from "./any-text.js";
import { seen, textsOf } from "./seen.js";

const anyQuotation = (most: number): fc.Arbitrary<Quotation> =>
  anyPassage(most).map(({ paragraph, highlight }) => ({ paragraph, span: highlight }));

const anyOverview: fc.Arbitrary<ArticleOverview> = fc
  .record({
    title: anyText(60),
    source: anyText(30),
    site: anyText(10),
    published: anyText(10),
    lead: fc.array(anyQuotation(8), { maxLength: 2 }),
    central: fc.array(anyQuotation(4), { maxLength: 5 }),
    headings: fc.array(anyText(20), { maxLength: 30 }),
  })
  .map(({ title, source, headings, ...rest }) => ({
    ...rest,
    article: { id: "one", title, source },
    paragraphs: 30,
    words: 2_000,
    sections: headings.map((heading, at) => ({ headings: [heading], first: at + 1, last: at + 1 })),
  }));

const answers: fc.Arbitrary<Answer> = fc
  .record({
    question: anyText(80),
    aspect: fc.constantFrom(...WHOLE_ASPECTS),
    asked: fc.constantFrom(1, 40),
    first: anyOverview,
    others: fc.array(anyOverview, { maxLength: 9 }),
  })
  .map(({ first, others, ...facts }) => ({ kind: "overview", ...facts, overviews: [first, ...others] }));

const anyTexts = fc.constantFrom(...Object.keys(CATALOGUES)).map(texts);

test("an overview keeps every limit and formats nothing of its texts, as a card and as text", () => {
  fc.assert(
    fc.property(answers, fc.boolean(), anyTexts, (answer, plain, words) => {
      const turn = { scope: "guild:1", question: "x", searched: "x", where: {}, confidential: false } as const;
      const message = renderReply(
        { answer, turn, isFollowUp: false },
        { texts: words, plain, owner: "1", isInGuild: true },
      );
      expect(messageBreaches(message)).toEqual([]);
      expect(messageBreaches(renderWhy(answer, words))).toEqual([]);
      // Titles and the names of the lists are bold, quotations quoted; all else is plain.
      for (const line of textsOf(message).flatMap((text) => text.split("\n")))
        if (!/^(?:\*\*.*\*\*$|> )/.test(line))
          expect(
            readMarkdown(line.replace(/^(?:- |-# )/, "")).flatMap((run) => run.formats),
            line,
          ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const whole: Quotation = { paragraph: span.paragraph, span: { start: 0, end: span.paragraph.text.length } };
const overview: ArticleOverview = {
  article: bridge,
  published: "1932-03-19T10:00:00Z",
  paragraphs: 12,
  words: 476,
  lead: [whole],
  central: [{ paragraph: { ...span.paragraph, number: 9 }, span: span.highlight }],
  sections: [{ headings: ["History"], first: 1, last: 12 }],
};

test("an overview quotes word for word, and says where each sentence stands", () => {
  const answer: Answer = { kind: "overview", question: "tldr", aspect: "about", asked: 1, overviews: [overview] };
  const lines = [
    "The Harbour Bridge",
    "harbour-bridge.md · 1932-03-19 · 12 paragraphs, 476 words, about 2 minutes to read",
    "¶ 7",
    span.paragraph.text,
    "Central sentences",
    "¶ 9 · Its main span is 503 metres long.",
    "Outline",
    "History",
    "“tldr”",
  ];
  for (const plain of [true, false])
    expect(
      seen(renderAnswer(answer, { texts: english(), plain }))
        .replaceAll(/^- /gm, "")
        .split("\n"),
    ).toEqual(lines);
  expect(renderWhy(answer, english()).content).toContain(CATALOGUES.en["why.overview"]);
});

test("small talk gets its line, without confidence or quotation, and /why says why", () => {
  const replies = Object.keys(CATALOGUES.en).flatMap((key) => /^small-talk\.(.*)$/.exec(key)?.[1] ?? []);
  for (const reply of replies as SmallTalkReply[]) {
    const answer: Answer = { kind: "small-talk", question: "hi", reply };
    expect(renderAnswer(answer, { texts: english() })).toEqual({ content: CATALOGUES.en[`small-talk.${reply}`] });
    expect(renderWhy(answer, english()).content).toContain(CATALOGUES.en[`why.${reply}`]);
  }
});
