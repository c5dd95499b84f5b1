import type { Answer } from "../retrieval/answer.js";

/** The JSON of `npm run ask -- --json`: the answer, but for the scores of paragraphs that it does not show. */
export function answerJson(answer: Answer): string {
  return JSON.stringify(answer, (key, value: unknown) => (key === "profile" ? undefined : value), 2);
}
