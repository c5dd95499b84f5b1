import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutFraming } from "../../src/language/framing.js";

describe("withoutFraming", () => {
  it.each([
    ["hey, do you know when the tram opened?", "when the tram opened?"],
    ["ok so how long is the bridge pls", "how long is the bridge"],
    ["Hello! Can you please tell me who built the cars? thanks!!", "who built the cars"],
    ["can you tell me who built the cars", "who built the cars"],
    ["i was wondering, what does a ticket cost? is that in the article?", "what does a ticket cost"],
    ["what does a ticket cost? asking for a friend", "what does a ticket cost"],
    ["who paid for it? i don’t find it", "who paid for it"],
  ])("leaves out how people put it: %s", (question, bare) => {
    expect(withoutFraming(question)).toBe(bare);
  });

  it.each([
    "how long is the bridge?",
    "Hello Kitty creator",
    "so what?",
    "ok",
    "thanks",
    "tell me please",
    "does it say so?",
    "what is in the depot?",
    "in there",
    "did they know of the plan?",
    "¿cuándo se terminó el puente?",
    "",
  ])("leaves as it is: %s", (question) => {
    expect(withoutFraming(question)).toBe(question);
  });

  it("gives a part of the question, which has no framing left", () => {
    const word = fc.constantFrom(
      "hey",
      "ok",
      "so",
      "tell me",
      "do you know",
      "tram",
      "bridge",
      "in there",
      "please",
      "?",
      ",",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const question = words.join(" ");
        const bare = withoutFraming(question);
        expect(question).toContain(bare);
        expect(withoutFraming(bare)).toBe(bare);
      }),
    );
  });

  it("takes a long question of spaces and marks in its stride", () => {
    for (const filler of [" ", "! ", "ok ", "asking for "]) {
      const question = `tram${filler.repeat(5_000)}x`;
      expect(question).toContain(withoutFraming(question));
    }
  });
});
