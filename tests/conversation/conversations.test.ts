import { describe, expect, test } from "vitest";
import { Conversations } from "../../src/conversation/conversations.js";
import { hasSubject, joined, leaningOf } from "../../src/conversation/follow-up.js";
import { EmptyQuestionError, UnknownArticleError } from "../../src/library/errors.js";
import { profile } from "../discord/answers.js";
import { ChosenLibrary } from "../discord/chosen-library.js";

const first = "When was the bridge opened?";
const second = "And who built it?";

function conversation(options: { capacity?: number } = {}) {
  const clock = { now: 1_000 };
  const library = new ChosenLibrary();
  const conversations = new Conversations(library, { now: () => clock.now, ...options });
  const searched = () => library.asked.at(-1)?.question;
  return { clock, library, conversations, searched };
}

describe("the wording of a question", () => {
  test.each([
    "why?",
    "How long?",
    "when was that?",
    "and what about education?",
    "What about children?",
    "and a monthly one?",
    "who designed it?",
    "Where did the book come from?",
    "but who’s against it",
    "ok and what about children?",
    "so when did it open, please?",
  ])("%j leans on the one before", (question) => {
    expect(leaningOf(question) !== "no").toBe(true);
  });

  test.each([
    "who met in beijing",
    "unilateral bullying",
    "and where is the great hall of the people?",
    "what does multipolar mean",
    "What about it?",
    "and then?",
    "ok cool",
    "thanks!",
    "tell me more",
    "???",
    "",
    "und wann war das?",
    "so who is messi",
    "ok and who won the world cup",
    `why is it ${"so ".repeat(20)}old?`,
  ])("%j stands alone", (question) => {
    expect(leaningOf(question) !== "no").toBe(false);
  });

  test("names something, or does not", () => {
    expect(hasSubject("the bridge")).toBe(true);
    expect(hasSubject("ok thanks, and why was that?")).toBe(false);
  });

  test("is joined to the beginning of what was searched before, whole words and characters only", () => {
    expect(joined("How long is it?", "Why?")).toBe("How long is it? Why?");
    expect(joined("bridge ".repeat(1000), "Why?")).toBe(`${"bridge ".repeat(28).trim()} Why?`);
    expect(joined("🌉".repeat(1000), "Why?")).toBe(`${"🌉".repeat(200)} Why?`);
  });
});

describe("a conversation", () => {
  test("never changes its first question", async () => {
    const { conversations, searched } = conversation();
    const reply = await conversations.ask("a", "house", second);
    expect(searched()).toBe(second);
    expect(reply).toMatchObject({ isFollowUp: false, answer: { question: second } });
    expect(reply.answer).not.toHaveProperty("searchedAs");
  });

  test("joins a question to the last one that stood alone, also in a chain", async () => {
    const { conversations, searched } = conversation();
    await conversations.ask("a", "house", first);
    const reply = await conversations.ask("a", "house", ` ${second} `);
    expect(reply).toMatchObject({ isFollowUp: true, answer: { question: second, searchedAs: `${first} ${second}` } });
    await conversations.ask("a", "house", "Why?");
    expect(searched()).toBe(`${first} Why?`);
  });

  test("keeps the correction that the library made to what was searched", async () => {
    const { conversations, library } = conversation();
    const { answer } = library;
    library.answer = async (question) => ({ ...(await answer(question)), searchedAs: `${question} (corrected)` });
    expect((await conversations.ask("a", "house", first)).answer).toMatchObject({
      question: first,
      searchedAs: `${first} (corrected)`,
    });
    expect((await conversations.ask("a", "house", second)).answer).toMatchObject({
      question: second,
      searchedAs: `${first} ${second} (corrected)`,
    });
  });

  test("goes on over a courtesy", async () => {
    const { conversations, searched } = conversation();
    await conversations.ask("a", "house", first);
    await conversations.ask("a", "house", "ok thanks!");
    expect(searched()).toBe("ok thanks!");
    await conversations.ask("a", "house", second);
    expect(searched()).toBe(`${first} ${second}`);
  });

  test("begins anew with a question asked alone", async () => {
    const { conversations, searched } = conversation();
    await conversations.ask("a", "house", first);
    await conversations.ask("a", "house", second, { alone: true });
    expect(searched()).toBe(second);
    await conversations.ask("a", "house", "Why?");
    expect(searched()).toBe(`${second} Why?`);
  });

  test("is forgotten after ten minutes", async () => {
    const { clock, conversations, searched } = conversation();
    await conversations.ask("a", "house", first);
    clock.now += 600_000;
    await conversations.ask("a", "house", second);
    expect(searched()).toBe(`${first} ${second}`);
    clock.now += 600_001;
    expect(conversations.last("a")).toBeUndefined();
    await conversations.ask("a", "house", second);
    expect(searched()).toBe(second);
  });

  test("is forgotten when too many others were used later", async () => {
    const { conversations } = conversation({ capacity: 2 });
    await conversations.ask("a", "house", first);
    await conversations.ask("b", "house", first);
    await conversations.ask("a", "house", first);
    await conversations.ask("c", "house", first);
    expect(["a", "b", "c"].map((key) => conversations.last(key)?.turn.question)).toEqual([first, undefined, first]);
  });

  test("does not cross from one scope to another, nor from private to public", async () => {
    const { conversations, searched } = conversation();
    await conversations.ask("a", "guild:1", first);
    await conversations.ask("a", "guild:2", second);
    expect(searched()).toBe(second);
    await conversations.ask("b", "guild:1", first, { confidential: true });
    await conversations.ask("b", "guild:1", second);
    expect(searched()).toBe(second);
    await conversations.ask("c", "guild:1", first);
    await conversations.ask("c", "guild:1", second, { confidential: true });
    expect(searched()).toBe(`${first} ${second}`);
    await conversations.ask("c", "guild:1", "Why?");
    expect(searched()).toBe("Why?");
  });

  test("does not remember a question that could not be asked", async () => {
    const { conversations, library } = conversation();
    library.answer = () => Promise.reject(new EmptyQuestionError());
    await expect(conversations.ask("a", "house", first)).rejects.toThrow(EmptyQuestionError);
    expect(conversations.last("a")).toBeUndefined();
  });

  test("explains its last answer as it was computed, while its article is there", async () => {
    const { conversations, library } = conversation();
    await conversations.ask("a", "house", first, { articleId: "harbour-bridge" });
    const reply = await conversations.ask("a", "house", second);
    const asked = library.asked.length;
    expect(await conversations.explain(reply)).toMatchObject({
      kind: "found",
      question: second,
      searchedAs: `${first} ${second}`,
      profile,
    });
    // What was answered is explained: nothing is asked once more.
    expect(library.asked).toHaveLength(asked);
    library.articles = [];
    await expect(conversations.explain(reply)).rejects.toThrow(UnknownArticleError);
  });
});
