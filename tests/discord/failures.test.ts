import { InteractionResponseType, MessageFlags } from "discord-api-types/v10";
import { describe, expect, test, vi } from "vitest";
import { errorDescriber } from "../../src/discord/log.js";
import { UnknownArticleError, UnreadableArticleError } from "../../src/library/errors.js";
import { StoreError } from "../../src/store/errors.js";
import { visibleText } from "../loopback/markdown.js";
import { libraryScene, scene } from "./scene.js";
import { messageWith } from "./text-waiting.js";

describe("an error inside the bot", () => {
  test("gives the person a sentence with the reference that the log has, with its causes", async () => {
    const { ada, channel, library, log } = await scene();
    library.answer = () => {
      throw new Error("the vectors are gone", { cause: new Error("disk full") });
    };
    const byCommand = await ada.use("ask", { question: "How long?" }, channel).reply();
    const byMessage = await ada.replyTo(ada.send("How long?"));
    const lines = log.of("error");
    expect(lines).toHaveLength(2);
    for (const [index, { content }] of [byCommand, byMessage].entries()) {
      const reference = /reference ([0-9a-f]{8})\./.exec(content)?.[1];
      expect(reference).toBeDefined();
      expect(lines[index]).toContain(reference);
      expect(lines[index]).toContain("disk full");
      expect(content).not.toContain("vectors");
    }
  });

  test.each([
    ["an article that is not there", { question: "How long?", article: "Nope" }],
    ["what breaks", { question: "How long?" }],
  ])(
    "of a public command, by %s, is told to the person alone, and nothing is left for the others",
    async (_, options) => {
      const { ada, bob, channel, library } = await scene();
      library.answer = () => {
        throw new Error("the vectors are gone");
      };
      const used = ada.use("ask", options, channel);
      const told = await used.reply();
      expect(told.flags).toBe(MessageFlags.Ephemeral);
      expect(told.content).toMatch(/There is no article|Something went wrong/);
      expect(await used.acknowledged()).toBe(InteractionResponseType.DeferredChannelMessageWithSource);
      expect(bob.messages(channel)).toEqual([]);
    },
  );

  test("before anything is acknowledged, as where the settings cannot be read, is told like any other", async () => {
    const { ada, channel, store, log } = await libraryScene();
    vi.spyOn(store.settings, "get").mockRejectedValue(new Error("the settings are gone"));
    const byCommand = await ada.use("ask", { question: "How long?" }, channel).reply();
    const byMention = await ada.replyTo(ada.send(`${ada.botMention} How long?`, channel));
    for (const { content } of [byCommand, byMention]) expect(content).toMatch(/reference [0-9a-f]{8}\./);
    expect(byCommand.flags).toBe(MessageFlags.Ephemeral);
    expect(log.of("error").filter((line) => line.includes("the settings are gone")).length).toBeGreaterThanOrEqual(2);
  });

  test("while an import is written tells that it is kept, and when it goes on", async () => {
    const { ada, store } = await libraryScene();
    vi.spyOn(store.imports, "finish").mockRejectedValue(new StoreError("Database x", "another process holds it."));
    const data = new TextEncoder().encode("# Foxes\n\nFoxes eat plums in autumn.\n");
    const sent = ada.send("", ada.direct, { files: [{ name: "foxes.md", data, type: "text/markdown" }] });
    await expect
      .poll(async () => visibleText((await ada.replyTo(sent)).content), { timeout: 10_000 })
      .toContain("“Foxes” is kept, but cannot be asked yet: what I made of it could not be written");
    expect(await store.imports.claim()).toMatchObject({ title: "Foxes" });
  });

  test("of a public command that comes after Discord's 15 minutes is told to the person alone", async () => {
    const { ada, bob, channel, library, loopback } = await scene();
    library.answer = () => {
      loopback.world.advance(16 * 60_000);
      throw new Error("the vectors are gone");
    };
    ada.use("ask", { question: "How long?" }, channel);
    const told = await messageWith(loopback, ada, ada.direct, /Something went wrong/);
    expect(told.content).toContain("From the server **Town**");
    expect(bob.messages(channel).filter(({ content }) => content !== "")).toEqual([]);
    expect(loopback.takeBreaches()).toEqual([expect.stringContaining("50027")]);
  });

  test("never writes the token into the log", async () => {
    const { ada, library, log, loopback } = await scene();
    library.answer = () => {
      throw new AggregateError([new Error(`inner ${loopback.token}`)], `Authorization: Bot ${loopback.token}`, {
        cause: new Error(`GET ${loopback.apiUrl}?token=${loopback.token}`),
      });
    };
    await ada.use("ask", { question: "How long?" }).reply();
    const all = JSON.stringify(log.lines);
    expect(all).toContain("[token]");
    expect(all).toContain("inner");
    expect(all).not.toContain(loopback.token);
  });

  test("that the library made for people is told in their words", async () => {
    const { ada, library, log } = await scene();
    library.answer = () => {
      throw new UnreadableArticleError("x", "*x*");
    };
    const asked = () => ada.use("ask", { question: "How long?", article: "harbour-bridge" }).reply();
    expect(visibleText((await asked()).content)).toMatch(/^“\*x\*” cannot be read/);
    // An article's id says nothing to people.
    library.answer = () => {
      throw new UnknownArticleError("*x*");
    };
    expect((await asked()).content).toBe("This article is not here any more.");
    expect(log.of("error")).toEqual([]);
  });
});

describe("an answer that comes too late", () => {
  test("for Discord's 3 seconds is logged, and the library is not asked", async () => {
    const { ada, library, log, loopback } = await scene();
    loopback.ackWindow = -1;
    ada.use("ask", { question: "How long?" });
    await loopback.world.until("the refusal", () => loopback.requests.find(({ status }) => status === 404));
    await expect.poll(() => log.of("warn").join()).toContain("10062");
    expect(library.asked).toEqual([]);
    expect(loopback.takeBreaches()).toHaveLength(1);
  });
});

test("whatever is thrown is described, even without an end", () => {
  const describe = errorDescriber("secret");
  const endless = new Error("round");
  endless.cause = endless;
  expect(JSON.stringify(describe(endless)).length).toBeLessThan(100_000);
  expect(describe({ error: "the secret" })).toEqual({ name: "object", message: "the [token]" });
  expect(describe(undefined)).toEqual({ name: "undefined", message: "undefined" });
});
