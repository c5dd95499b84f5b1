import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Passage } from "../../src/retrieval/answer.js";
import {
  type Calibration,
  calibrationSchema,
  confidenceOf,
  logOdds,
  STRICTNESSES,
  signalsOf,
  tierOf,
} from "../../src/retrieval/confidence.js";
import { PART_NAMES, recordOf, SIGNAL_NAMES, type Signals } from "../../src/retrieval/signals.js";
import { shippedModel } from "../real-model.js";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const signals: fc.Arbitrary<Signals> = fc.record(recordOf(SIGNAL_NAMES, () => share));

describe("confidence by the shipped calibration", async () => {
  const { reader, calibration: plain } = (await shippedModel()).manifest;
  const calibration = reader?.calibration;
  if (calibration === undefined || plain === undefined) throw new Error("The shipped model is not calibrated.");

  it("is a probability for any signals", () => {
    fc.assert(
      fc.property(signals, (any) => {
        const confidence = confidenceOf(any, calibration);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(["answeredOdds", "whichOdds"] as const)("never falls when %s rises", (signal) => {
    fc.assert(
      fc.property(signals, share, (any, more) => {
        const higher = { ...any, [signal]: Math.min(1, any[signal] + more) };
        expect(confidenceOf(higher, calibration)).toBeGreaterThanOrEqual(confidenceOf(any, calibration) - 1e-12);
      }),
    );
  });

  it("has thresholds that grow with strictness, and says what it was fitted on", () => {
    for (const line of ["found", "unsure"] as const) {
      const thresholds = STRICTNESSES.map((strictness) => calibration.thresholds[strictness][line]);
      expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
      if (line === "found") expect(new Set(thresholds).size).toBe(3);
    }
    for (const { data } of [calibration, plain]) {
      expect(data.map(({ dataset }) => dataset)).toEqual(["chat-held", "newwiki-held", "boolq"]);
    }
  });
});

it("keeps a question on the subject above one on another subject, however doubtful the answer", () => {
  const none = recordOf(SIGNAL_NAMES, () => 0);
  const calibration: Calibration = {
    topic: { intercept: -10, weights: { ...none, paragraphCosine: 20 } },
    answer: { intercept: -10, weights: { ...none, lead: 20 } },
    scale: { intercept: 0, slope: 1 },
    topicCounts: true,
    foreign: 0,
    thresholds: recordOf(STRICTNESSES, () => ({ found: 0, unsure: 0 })),
  };
  const onTopic = confidenceOf({ ...none, paragraphCosine: 1 }, calibration);
  const offTopic = confidenceOf({ ...none, lead: 1 }, calibration);
  expect(onTopic).toBeCloseTo(0.2, 2);
  expect(offTopic).toBeLessThan(0.001);
  // With a reader the answer alone counts.
  expect(confidenceOf({ ...none, lead: 1 }, { ...calibration, topicCounts: false })).toBeGreaterThan(0.999);
});

it("has finite log odds for every share", () => {
  expect(logOdds(0.5)).toBe(0);
  for (const extreme of [0, 1]) expect(Number.isFinite(logOdds(extreme))).toBe(true);
});

it("takes an only paragraph neither for a clear winner nor for one of many alike", () => {
  const passage = (score: number): Passage => ({
    article: { id: "tram", title: "The tram", source: "tram.md" },
    paragraph: { number: 1, headings: [], text: "It is blue.", sentences: [{ start: 0, end: 11 }] },
    highlight: { start: 0, end: 11 },
    score,
    parts: recordOf(PART_NAMES, () => 0.5),
  });
  expect(signalsOf(passage(1), passage(0.75)).lead).toBe(0.25);
  const { lead } = signalsOf(passage(1), undefined);
  expect(lead).toBeGreaterThan(signalsOf(passage(1), passage(0.995)).lead);
  expect(lead).toBeLessThan(signalsOf(passage(1), passage(0.94)).lead);
});

describe("the tiers", () => {
  const thresholds = { found: 0.6, unsure: 0.2 };

  it.each([
    [0.6, false, "found"],
    [0.59, false, "unsure"],
    [0.2, false, "unsure"],
    [0.19, false, "not-in-article"],
    [0.99, true, "unsure"],
    [0.59, true, "not-in-article"],
    [0.1, true, "not-in-article"],
  ] as const)("of a confidence of %d, about another subject: %s, is %s", (confidence, isForeign, tier) => {
    expect(tierOf(confidence, isForeign, thresholds)).toBe(tier);
  });

  it("are those of an old calibration too, which had one number a strictness", () => {
    const none = recordOf(SIGNAL_NAMES, () => 0);
    const old = {
      topic: { intercept: 0, weights: none },
      answer: { intercept: 0, weights: none },
      scale: { intercept: 0, slope: 1 },
      thresholds: { lenient: 0.04, balanced: 0.16, strict: 0.48 },
    };
    expect(calibrationSchema.parse(old)).toEqual({
      ...old,
      topicCounts: true,
      foreign: 0.1,
      thresholds: {
        lenient: { found: 0.04, unsure: 0.01 },
        balanced: { found: 0.16, unsure: 0.04 },
        strict: { found: 0.48, unsure: 0.12 },
      },
    });
    const upsideDown = { ...old.thresholds, balanced: { found: 0.2, unsure: 0.3 } };
    expect(calibrationSchema.safeParse({ ...old, thresholds: upsideDown }).success).toBe(false);
  });
});
