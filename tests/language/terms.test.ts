import { describe, expect, it } from "vitest";
import { termsOf } from "../../src/language/terms.js";

describe("termsOf", () => {
  it.each([
    ["Visits, visited, visiting!", ["visit", "visit", "visit"]],
    ["the parties' policies", ["the", "party", "policy"]],
    ["naïve Café", ["naiv", "caf"]],
    ["Xi’s 25th, 2026–2030", ["xi", "25th", "2026", "2030"]],
    ["新しい時代", ["新し", "しい", "い時", "時代"]],
    ["¿¡…!", []],
  ])("%s", (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });
});
