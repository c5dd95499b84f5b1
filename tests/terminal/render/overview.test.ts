import { expect, test } from "vitest";
import type { Answer, ArticleOverview } from "../../../src/retrieval/answer.js";
import { renderAnswer } from "../../../src/terminal/render/answer.js";
import { styleFor } from "../../../src/terminal/render/layout.js";
import { bridge, span } from "../../discord/answers.js";

const layout = { style: styleFor({}, true), width: undefined };
const { paragraph, highlight } = span;
const overview: ArticleOverview = {
  article: bridge,
  site: "Harbour\x1b News",
  paragraphs: 12,
  words: 476,
  lead: [{ paragraph, span: { start: 0, end: paragraph.text.length } }],
  central: [{ paragraph: { ...paragraph, number: 9 }, span: highlight }],
  sections: [
    { headings: [], first: 1, last: 1 },
    { headings: ["History", "Opening"], first: 2, last: 3 },
    { headings: ["History", "Later"], first: 4, last: 12 },
  ],
};
const answerOf = (facts: Partial<Extract<Answer, { kind: "overview" }>>): Answer => ({
  kind: "overview",
  question: "?",
  aspect: "about",
  asked: 1,
  overviews: [overview],
  ...facts,
});

test("an overview has what is known, the beginning, central sentences and the outline", () => {
  expect(renderAnswer(answerOf({}), layout)).toBe(
    [
      "The Harbour Bridge\nHarbour� News · harbour-bridge.md · 12 paragraphs, 476 words, about 2 minutes to read",
      `¶ 7\n${paragraph.text}`,
      "Central sentences:\n¶ 9  Its main span is 503 metres long.",
      "Outline:\nHistory\n  Opening\n  Later",
    ].join("\n\n"),
  );
});

test("below what is quoted stands where its links lead, and no other link of the paragraph", () => {
  const links = [
    { text: "main span", address: "https://a.example/span" },
    { text: "bridge", address: "https://a.example/bridge" },
  ];
  const central = [{ paragraph: { ...paragraph, number: 9, links }, span: highlight }];
  const text = renderAnswer(answerOf({ overviews: [{ ...overview, central }] }), layout);
  expect(text).toContain("¶ 9  Its main span is 503 metres long.\n→ main span: https://a.example/span\n\nOutline:");
});

test("what was asked of the article alone is said in a sentence", () => {
  const last = (aspect: "author" | "date" | "length" | "origin") =>
    renderAnswer(answerOf({ aspect }), layout).split("\n").at(-1);
  expect(last("author")).toBe("The article does not say who wrote it.");
  expect(last("date")).toBe("The article does not say when it was published.");
  expect(last("length")).toBe("It has 12 paragraphs, 476 words, about 2 minutes to read.");
  expect(last("origin")).toBe("From Harbour� News, harbour-bridge.md.");
});

test("several articles are listed, each with its first words", () => {
  const text = renderAnswer(answerOf({ asked: 3, overviews: [overview, overview] }), layout);
  expect(text).toMatch(/^There are 3 articles; the first 2:\n\nThe Harbour Bridge\n¶ 7 {2}The bridge opened/);
  expect(text).toMatch(/Name one of them in the question, or choose it, and it is told in full\.$/);
});
