import { expect, test } from "vitest";
import { Conversations } from "../../src/conversation/conversations.js";
import type { Answer } from "../../src/retrieval/answer.js";
import { found, notInArticle, passage, profile, unsure } from "../discord/answers.js";
import { ChosenLibrary } from "../discord/chosen-library.js";

const first = "How often does the tram come on Sundays?";
const text = "On weekdays a tram comes every seven minutes, on Sundays every fifteen.";
const service = passage(15, text, text);
const underHeading = {
  ...service,
  paragraph: { ...service.paragraph, headings: ["Lindmoor's tram", "At Christmas"] },
};

/** The reply to a follow-up, and its explanation, where the first question and both together find the passage. */
async function replyTo(second: string, alone: Answer, best = service) {
  const library = new ChosenLibrary();
  library.answer = (question) => (question === second ? alone : found([best], question));
  const conversations = new Conversations(library);
  await conversations.ask("a", "house", first);
  const { answer, isFollowUp } = await conversations.ask("a", "house", second);
  expect(isFollowUp).toBe(true);
  return { answer, explained: conversations.last("a")?.answer };
}

test("a passage that lacks what the follow-up names is no answer, and remains the nearest; an explanation says the same", async () => {
  const second = "and on Christmas?";
  const { answer, explained } = await replyTo(second, notInArticle([service], second));
  expect(answer).toEqual({
    kind: "not-in-article",
    question: second,
    searchedAs: `${first} ${second}`,
    confidence: 0.21,
    threshold: 0.5,
    asked: 1,
    isForeign: false,
    nearest: [service],
    profile,
  });
  expect(explained).toEqual(answer);
});

test.each([
  ["the text has it, in another form", "and on a weekday?", service],
  ["a heading has it", "and on Christmas?", underHeading],
  ["it names nothing", "why?", service],
])("the answer to both stays as sure as it is where %s", async (_, second, best) => {
  const { answer, explained } = await replyTo(second, notInArticle([best], second), best);
  expect(answer).toMatchObject({ kind: "found", confidence: 0.934, passages: [best] });
  expect(explained).toEqual(answer);
});

test("what the follow-up names counts as it was corrected", async () => {
  const second = "and on wekdays?";
  const alone = { ...notInArticle([service], second), searchedAs: "and on weekdays?" };
  expect((await replyTo(second, alone)).answer.kind).toBe("found");
});

test("a follow-up that is sure by itself is answered, as sure as it is", async () => {
  const second = "and on Christmas?";
  const alone = { ...found([service], second), confidence: 0.6 };
  expect((await replyTo(second, alone)).answer).toMatchObject({ kind: "found", confidence: 0.6 });
});

test("a passage that lacks what the follow-up names is no surer than the follow-up alone: unsure", async () => {
  const second = "and on Christmas?";
  const { answer, explained } = await replyTo(second, unsure([service], second));
  const searchedAs = `${first} ${second}`;
  expect(answer).toEqual({ kind: "unsure", question: second, searchedAs, asked: 1, passages: [service], profile });
  expect(explained).toEqual(answer);
});

test("the same of a calibrated model carries the confidence of the follow-up alone", async () => {
  const second = "and on Christmas?";
  const alone = unsure([service], second, { confidence: 0.3, threshold: 0.5 });
  expect((await replyTo(second, alone)).answer).toMatchObject({ kind: "unsure", confidence: 0.3, threshold: 0.5 });
});

test("a follow-up leans on a question whose answer was unsure", async () => {
  const library = new ChosenLibrary();
  library.answer = (question) => unsure([service], question);
  const conversations = new Conversations(library);
  await conversations.ask("a", "house", first);
  const { answer, isFollowUp } = await conversations.ask("a", "house", "why?");
  expect(isFollowUp).toBe(true);
  expect(answer).toMatchObject({ kind: "unsure", question: "why?", searchedAs: `${first} why?` });
});
