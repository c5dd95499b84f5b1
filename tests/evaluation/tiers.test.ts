import { expect, it } from "vitest";
import { NOBODY_ASKED } from "../../src/evaluation/ask-as-people.js";
import type { Trial } from "../../src/evaluation/evaluate.js";
import { reportOf } from "../../src/evaluation/evaluate.js";
import { meanOf, reportTable } from "../../src/evaluation/report-table.js";
import type { Response } from "../../src/evaluation/responder.js";
import { type Outcome, tierMeasures } from "../../src/evaluation/tiers.js";
import { missTable, worstMisses } from "../../src/evaluation/worst.js";
import type { Tier } from "../../src/retrieval/confidence.js";

const outcome = (answerable: boolean, isRight: boolean, tier: Tier): Outcome => ({ answerable, isRight, tier });

it("measures the tiers as they are defined", () => {
  const outcomes = [
    outcome(true, true, "found"),
    outcome(true, true, "found"),
    outcome(true, false, "found"),
    outcome(true, true, "unsure"),
    outcome(true, false, "unsure"),
    outcome(true, true, "not-in-article"),
    outcome(false, false, "found"),
    outcome(false, false, "unsure"),
    outcome(false, false, "not-in-article"),
    outcome(false, false, "not-in-article"),
  ];
  expect(tierMeasures(outcomes)).toEqual({ foundPrecision: 2 / 4, rightShown: 3 / 6, unanswerableFound: 1 / 4 });
  expect(tierMeasures([])).toEqual({ foundPrecision: null, rightShown: null, unanswerableFound: null });
});

const response = (best: string, tier: Tier, confidence: number): Response => ({
  ranking: [best, "tram#2"],
  scores: [0.8, 0.7],
  sentence: undefined,
  confidence,
  tier,
  signals: undefined,
});

function trial(text: string, right: readonly string[], own: Response, more: { style?: string; why?: string }): Trial {
  const query = { text, answerable: right.length > 0, right: new Set(right), article: "tram", spans: [], ...more };
  return { query, library: own, own };
}

const trials: Trial[] = [
  trial("when does it run", ["tram#1"], response("tram#1", "found", 0.9), { style: "plain" }),
  trial("tram cost", ["tram#2"], response("tram#1", "found", 0.7), { style: "keyword" }),
  trial("what colour", ["tram#1"], response("tram#1", "not-in-article", 0.05), { style: "plain" }),
  trial("who | drives it", [], response("tram#1", "found", 0.8), { why: "attribute" }),
  trial("hello", [], response("tram#1", "not-in-article", 0.01), { why: "smalltalk" }),
];
const dataset = { name: "trams", articles: new Map(), queries: [], about: [], followUps: [], hash: "" };
const report = reportOf(dataset, "words@1", "full", trials, NOBODY_ASKED, 1);

it("breaks a set down by style, and by why a question has no answer", () => {
  expect(report.tiers).toEqual({ foundPrecision: 1 / 3, rightShown: 1 / 3, unanswerableFound: 1 / 2 });
  expect(report.byStyle).toEqual({
    keyword: { questions: 1, hit1: 0, hit3: 1, found: 1, rightShown: 0 },
    plain: { questions: 2, hit1: 1, hit3: 1, found: 1 / 2, rightShown: 1 / 2 },
  });
  expect(report.byWhy).toEqual({
    attribute: { questions: 1, found: 1, unsure: 0 },
    smalltalk: { questions: 1, found: 0, unsure: 0 },
  });
  const table = reportTable([report]);
  expect(table).toContain("| tiers: found, right paragraph | 0.333 |");
  expect(table).toContain("| plain | 2 | 1.000 | 1.000 | 0.500 | 0.500 |");
  expect(table).toContain("| attribute | 1 | 1.000 | 0.000 |");
});

it("takes the mean over the sets that have a measure", () => {
  const better = { ...report, tiers: { ...report.tiers, foundPrecision: 1, unanswerableFound: null } };
  const means = meanOf([report, better]);
  expect(means["tiers: found, right paragraph"]).toBeCloseTo(2 / 3);
  expect(means["tiers: unanswerable, found"]).toBe(1 / 2);
  expect(means["about: recognized"]).toBeNull();
  const lines = reportTable([report, better]).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "|  | trams | trams | mean |",
    "| --- | --: | --: | --: |",
    "| questions | 5 | 5 |  |",
  ]);
  expect(lines).toContain("| tiers: found, right paragraph | 0.333 | 1.000 | 0.667 |");
});

it("names the worst misses first, with what was right and its score", () => {
  const misses = worstMisses(dataset, trials, 10);
  expect(misses.map(({ query, regret }) => [query.text, regret])).toEqual([
    ["what colour", 0.95],
    ["who | drives it", 0.8],
    ["tram cost", 0.7],
  ]);
  expect(worstMisses(dataset, trials, 1)).toHaveLength(1);
  expect(missTable(misses).split("\n").slice(2)).toEqual([
    "| what colour · plain | tram | ¶ 1 (0.800) | ¶ 1 (0.800), ¶ 2 (0.700) | not-in-article | 0.050 | – |",
    "| who \\| drives it · attribute | tram | none | ¶ 1 (0.800), ¶ 2 (0.700) | found | 0.800 | – |",
    "| tram cost · keyword | tram | ¶ 2 (0.700) | ¶ 1 (0.800), ¶ 2 (0.700) | found | 0.700 | – |",
  ]);
});
