import { expect, it } from "vitest";
import { cuesOf, nearest } from "../../src/retrieval/purpose.js";

const EXAMPLES = {
  data: Float32Array.from([1, 0, 0.8, 0.6, 0, 1, -1, 0]),
  purposeOf: ["about", "author", "greeting", "ordinary"],
} as const;

it("shows the purpose of a question by its nearest examples and its wording", () => {
  const near = nearest(Float32Array.from([1, 0]), EXAMPLES, 2);
  const cues = cuesOf("your summary of the harbour plan", near, ["The harbour plan", "Foxes"]);
  expect({ ...cues, whole: cues.whole.toFixed(3) }).toEqual({
    whole: "0.900",
    smallTalk: 0,
    ordinary: -1,
    ...{ gist: 1, perhapsGist: 0, edge: 1, text: 0, you: 1, points: 0 },
    ...{ content: 2, bare: 0, titled: 1, words: 6 },
  });
});
