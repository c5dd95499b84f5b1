import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeAnswers } from "../../src/library/merge-answers.js";
import { type Answer, type Passage, passagesOf } from "../../src/retrieval/answer.js";
import { passage } from "../discord/answers.js";

/** What one model gave: its kind, its confidence, and so many passages of an article that no other model has. */
const given = fc.record({
  kind: fc.constantFrom("found", "unsure", "not-in-article", "no-article"),
  confidence: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  passages: fc.integer({ min: 1, max: 5 }),
});

const answers = fc.array(given, { minLength: 1, maxLength: 4 }).map((all) =>
  all.map(({ kind, confidence, passages }, model): Answer => {
    const made = (at: number): Passage => passage(model * 10 + at, "The tram is blue.", "The tram is blue.");
    const others = Array.from({ length: passages - 1 }, (_, at) => made(at + 1));
    const common = { question: "?", confidence, threshold: 0.5, asked: model + 1, profile: [model] };
    if (kind === "found") return { kind, ...common, passages: [made(0), ...others] };
    // Of a model that is calibrated, and of one that is not.
    if (kind === "unsure" && confidence < 0.2)
      return { kind, question: "?", asked: model + 1, passages: [made(0), ...others], profile: [] };
    if (kind === "unsure") return { kind, ...common, passages: [made(0), ...others] };
    if (kind === "not-in-article")
      return { kind, ...common, isForeign: confidence < 0.3, nearest: [made(0), ...others] };
    return { kind: "no-article", question: "?" };
  }),
);

const askedOf = (answer: Answer) => ("asked" in answer ? answer.asked : 0);
const confidenceOf = (answer: Answer) => ("confidence" in answer ? (answer.confidence ?? -1) : -1);

describe("one answer out of several models'", () => {
  it("is an answer where any has one, else an unsure one, else a refusal, with the confidence of the most confident of that kind", () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 8 }), ([first, ...others], top) => {
        if (first === undefined) return;
        const merged = mergeAnswers([first, ...others], top);
        const kinds = [first, ...others].map(({ kind }) => kind);
        const kind = (["found", "unsure", "not-in-article", "no-article"] as const).find((one) => kinds.includes(one));
        expect(merged.kind).toBe(kind);
        const alike = [first, ...others].filter((answer) => answer.kind === kind);
        expect(confidenceOf(merged)).toBe(Math.max(...alike.map(confidenceOf)));
        if (merged.kind === "not-in-article")
          expect(merged.isForeign).toBe(alike.every((answer) => "isForeign" in answer && answer.isForeign));
        expect(askedOf(merged)).toBe([first, ...others].reduce((sum, answer) => sum + askedOf(answer), 0));
        // The passage that is shown first is the one the confidence speaks of.
        const leaders = alike.filter((answer) => confidenceOf(answer) === confidenceOf(merged));
        expect(leaders.map((answer) => passagesOf(answer)[0])).toContain(passagesOf(merged)[0]);
      }),
    );
  });

  it("has at most as many passages as asked for, none twice, none of the other kind, each model's in its own order", () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 8 }), ([first, ...others], top) => {
        if (first === undefined) return;
        const merged = mergeAnswers([first, ...others], top);
        const alike = [first, ...others].filter(({ kind }) => kind === merged.kind);
        const numbers = passagesOf(merged).map(({ paragraph }) => paragraph.number);
        const offered = alike.flatMap(passagesOf).map(({ paragraph }) => paragraph.number);
        expect(numbers).toHaveLength(Math.min(top, offered.length));
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(offered).toEqual(expect.arrayContaining(numbers));
        for (const answer of alike) {
          const own = passagesOf(answer).map(({ paragraph }) => paragraph.number);
          const kept = numbers.filter((number) => own.includes(number));
          expect(kept).toEqual(own.slice(0, kept.length));
        }
      }),
    );
  });
});
