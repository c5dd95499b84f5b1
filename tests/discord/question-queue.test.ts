import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { QuestionQueue, TooManyQuestionsError } from "../../src/discord/question-queue.js";
import { texts } from "../../src/interface-texts/texts.js";

const by = (person: string, guildId: string | null = "1") => ({ user: { id: person }, guildId });

/** Questions that are answered one at a time, each when the test says so, and the order in which they were. */
function answering(queue: QuestionQueue) {
  const order: string[] = [];
  const open: (() => void)[] = [];
  const ask = (name: string, person: string, guildId: string | null = "1") =>
    queue.run(by(person, guildId), () => {
      order.push(name);
      return new Promise<void>((resolve) => open.push(resolve));
    });
  const answerAll = async () => {
    for (let idle = 0; idle < 5; idle = open.length > 0 ? 0 : idle + 1) {
      open.splice(0).forEach((resolve) => {
        resolve();
      });
      await setImmediate();
    }
  };
  return { order, ask, answerAll };
}

it("lets the servers take turns, and in each its people", async () => {
  const { order, ask, answerAll } = answering(new QuestionQueue({ atOnce: 1, waitingOfPerson: 50 }));
  const asked = [
    ...Array.from({ length: 6 }, (_, at) => ask(`a${at}`, "ann")),
    ask("b0", "ben"),
    ask("b1", "ben"),
    ask("z0", "zoe", "2"),
  ];
  await setImmediate();
  asked.push(ask("d0", "dan", null));
  await setImmediate();
  await answerAll();
  await Promise.all(asked);
  expect(order).toEqual(["a0", "a1", "z0", "d0", "b0", "a2", "b1", "a3", "a4", "a5"]);
});

it("keeps nobody waiting for another's 5,000 questions", async () => {
  const { order, ask, answerAll } = answering(new QuestionQueue({ atOnce: 2 }));
  const flood = Array.from({ length: 5_000 }, (_, at) =>
    ask(`flood ${at}`, "flooder").catch((error: unknown) => error),
  );
  const other = ask("mine", "other");
  await answerAll();
  await other;
  const refused = (await Promise.all(flood)).filter((one) => one instanceof TooManyQuestionsError);
  expect(refused.length).toBe(5_000 - 2 - 5);
  expect(order.indexOf("mine")).toBeLessThanOrEqual(3);
});

it("tells a person how long to wait, in their language, and a server likewise", async () => {
  const queue = new QuestionQueue({ ofPersonInMinute: 2, ofServerInMinute: 3 });
  const ask = (person: string) => queue.run(by(person), async () => {}).catch((error: unknown) => error);
  expect([await ask("ann"), await ask("ann")]).toEqual([undefined, undefined]);
  const tooFast = await ask("ann");
  expect(tooFast).toBeInstanceOf(TooManyQuestionsError);
  const says = (error: unknown, language: string) => (error as TooManyQuestionsError).says(texts(language));
  expect(says(tooFast, "en")).toMatch(/^You ask faster than I can be fair to others\. Ask again in \d+ seconds\.$/);
  expect(says(tooFast, "ru")).toMatch(/^Вы спрашиваете быстрее, .* через \d+ секунд[уы]?\.$/);
  expect(await ask("ben")).toBeUndefined();
  expect(says(await ask("zoe"), "en")).toMatch(/^This server asks faster/);
});

it("refuses where too many wait, takes questions again afterwards, and lets one go on whose work failed", async () => {
  const queue = new QuestionQueue({ atOnce: 1, waiting: 2 });
  const { ask, answerAll } = answering(queue);
  const asked = ["a", "b", "c"].map((person) => ask(person, person));
  await setImmediate();
  await expect(ask("d", "d")).rejects.toThrow("More people ask just now than I can answer.");
  await answerAll();
  await Promise.all(asked);
  await expect(queue.run(by("e"), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(queue.run(by("f"), async () => "answered")).resolves.toBe("answered");
});
