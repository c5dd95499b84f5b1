import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Conversations } from "../../src/conversation/conversations.js";
import { leaningOf } from "../../src/conversation/follow-up.js";
import { isGiven, passagesOf } from "../../src/retrieval/answer.js";
import { readJsonLines } from "../json-lines.js";
import { openLibrary } from "../open-library.js";
import { ROOT } from "../real-model.js";

// The rule was chosen on the cases with odd numbers, with those of even numbers known; both halves agree. That a joined
// question is answered only where the follow-up bears it out was chosen on the odd half, the even one being only measured:
// before, 19 and 20 of the 25 follow-ups that the article does not answer were answered, now 4 and 3. Questions that
// nobody saw before: of the 9,957 of newwiki, boolq, scifact and the mission's article, all of which were asked alone, it
// takes 22 for follow-ups. The floors leave room for changes of the ranking, not of the rule.

const cases = readJsonLines(
  new URL("cases.jsonl", import.meta.url),
  z.object({
    id: z.string(),
    article: z.string(),
    first: z.string(),
    second: z.string(),
    standsAlone: z.boolean(),
    relevant: z.array(z.string()),
  }),
);
const pilcrow = openLibrary([
  path.join(ROOT, "articles/china-russia-summit.md"),
  path.join(ROOT, "tests/follow-ups/articles/lindmoor-tram.md"),
  path.join(ROOT, "tests/follow-ups/articles/maren-ostergaard.md"),
]);

type Case = (typeof cases)[number];

/** Whether the second question, asked after the first, is found, or found or unsure, and whether it brings a relevant paragraph first. */
async function outcomeOf({ id, article, first, second, relevant }: Case, alone = false) {
  const conversations = new Conversations(pilcrow().library);
  await conversations.ask(id, "house", first, { articleId: article });
  const { answer } = await conversations.ask(id, "house", second, { articleId: article, alone });
  if (answer.kind === "no-article") throw new Error(`${article} is not there`);
  const [isFound, isShown] = [answer.kind === "found", isGiven(answer)];
  const [best] = passagesOf(answer);
  return { isFound, isShown, isRight: relevant.includes(`${article}#${best?.paragraph.number}`) };
}

async function count(of: readonly Case[], alone = false): Promise<number> {
  let right = 0;
  for (const one of of) if ((await outcomeOf(one, alone)).isRight) right++;
  return right;
}

const answered = cases.filter(({ relevant }) => relevant.length > 0);
const needContext = answered.filter(({ standsAlone }) => !standsAlone);
const standAlone = answered.filter(({ standsAlone }) => standsAlone);
const numberOf = ({ id }: Case) => Number(id.slice(-3));

const halves = [
  ["odd numbers", 1],
  ["even numbers", 0],
] as const;

test.each(halves)(
  "questions that need the one before find their paragraph as often as 9 in 10 (%s)",
  async (half, remainder) => {
    const chosen = needContext.filter((one) => numberOf(one) % 2 === remainder);
    expect(chosen.length).toBeGreaterThanOrEqual(30);
    const [joined, alone] = [await count(chosen), await count(chosen, true)];
    process.stdout.write(
      `follow-ups, ${half}: ${joined} of ${chosen.length} right, ${alone} without the question before\n`,
    );
    expect(joined / chosen.length).toBeGreaterThanOrEqual(0.9);
    expect(joined).toBeGreaterThan(alone);
  },
);

test.each(halves)(
  "follow-ups are answered where the article does, and mostly refused where not (%s)",
  async (half, remainder) => {
    const chosen = cases.filter((one) => !one.standsAlone && numberOf(one) % 2 === remainder);
    let [answerable, answeredRight, unanswerable, answeredWrong] = [0, 0, 0, 0];
    for (const one of chosen) {
      const { isFound, isShown, isRight } = await outcomeOf(one);
      if (one.relevant.length === 0) unanswerable++;
      else answerable++;
      if (isShown && isRight) answeredRight++;
      if (isFound && one.relevant.length === 0) answeredWrong++;
    }
    process.stdout.write(
      `follow-ups, ${half}: ${answeredRight} of ${answerable} right, found or unsure; found: ${answeredWrong} of ${unanswerable} that have no answer\n`,
    );
    expect(unanswerable).toBeGreaterThanOrEqual(20);
    expect(answeredRight / answerable).toBeGreaterThanOrEqual(0.75);
    expect(answeredWrong / unanswerable).toBeLessThanOrEqual(0.15);
  },
);

test("questions that stand alone are answered as if nothing had been asked before", async () => {
  const wronglyJoined = cases.filter(({ standsAlone, second }) => standsAlone && leaningOf(second) !== "no");
  expect(wronglyJoined.map(({ second }) => second)).toEqual([]);
  expect(await count(standAlone)).toBe(await count(standAlone, true));
});

test("hardly a question that people put to the shipped article leans on one before", () => {
  const questions = readJsonLines(
    new URL("../shipped-article/questions.jsonl", import.meta.url),
    z.object({ text: z.string() }),
  );
  const leaning = questions.filter(({ text }) => leaningOf(text) !== "no").map(({ text }) => text);
  // Both are answered from the article as a whole, but "them" and "it" are what such a question hangs on.
  expect(leaning).toEqual(["what are both of them against", "what did nato say about it"]);
  expect(questions.length).toBeGreaterThan(90);
});
