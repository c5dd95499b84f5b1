import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { startBackgroundWork } from "../../src/library/background.js";
import { createPilcrow } from "../../src/library/pilcrow.js";
import type { Scope } from "../../src/store/scope.js";
import type { Store } from "../../src/store/store.js";
import { articleOf, importOf, importsUnderWay, leaveImport } from "../library/articles.js";
import { WORD_CALIBRATION, WordEmbedder } from "../library/word-embedder.js";
import type { Loopback } from "../loopback/loopback.js";
import { visibleText } from "../loopback/markdown.js";
import type { Person } from "../loopback/person.js";
import { found, span } from "./answers.js";
import { LogSink, libraryScene, scene, start } from "./scene.js";
import { buttonsOf, seen } from "./seen.js";
import { messageWith, outcome } from "./text-waiting.js";

const tooLate = 16 * 60_000;

function file(paragraphs: number) {
  const text = Array.from({ length: paragraphs }, (_, at) => `Foxes are told of in part ${at}.`).join("\n\n");
  return { name: "foxes.md", data: new TextEncoder().encode(`# Foxes\n\n${text}\n`), type: "text/markdown" };
}

/** What the bot sent to a person directly. */
function told({ world }: Loopback, person: Person): readonly APIMessage[] {
  return person.messages(person.direct).filter(({ author }) => author.id === world.bot.id);
}

function pingsOf({ world }: Loopback): string[] {
  return [...world.messages.values()].flatMap(({ pings }) => pings);
}

/** The one request that Discord refused: after it the bot knows. */
function expectOneRefusal(loopback: Loopback): void {
  expect(loopback.takeBreaches()).toEqual([expect.stringContaining("50027")]);
}

describe("an import that outlives Discord's 15 minutes", () => {
  test("is reported to the person alone, by a direct message that says from where", async () => {
    const { ada, bob, channel, log, loopback } = await libraryScene({ delay: 800 });
    const adding = bob.use("article add", { file: file(40) }, channel);
    await adding.acknowledged();
    loopback.world.advance(tooLate);
    const { content } = await messageWith(loopback, bob, bob.direct, /Added/);
    expect(content).toMatch(/^From the server \*\*Town\*\*:\nAdded \*\*Foxes\*\*: 40 paragraphs · /);
    // Its progress was refused, so the report was not even tried.
    expectOneRefusal(loopback);
    expect(ada.messages(channel)).toEqual([]);
    expect(pingsOf(loopback)).toEqual([]);
    await expect.poll(() => log.of("info").join()).toContain("was sent as a message");
    expect(JSON.stringify(log.lines)).not.toContain(adding.interaction.token);
  });

  test("is reported in direct messages where it was begun there", async () => {
    const { ada, loopback } = await libraryScene({ delay: 300 });
    await ada.use("article add", { file: file(2) }).acknowledged();
    loopback.world.advance(tooLate);
    const { content } = await messageWith(loopback, ada, ada.direct, /Added/);
    expect(content).toMatch(/^Added \*\*Foxes\*\*: 2 paragraphs/);
    expectOneRefusal(loopback);
  });

  test("and fails is reported with the reference that the log has", async () => {
    const { bob, channel, embedder, log, loopback } = await libraryScene({ delay: 300 });
    await bob.use("article add", { file: file(40) }, channel).acknowledged();
    loopback.world.advance(tooLate);
    await embedder.close();
    const { content } = await messageWith(loopback, bob, bob.direct, /Something went wrong/);
    const [, reference] = /the reference ([0-9a-f]{8})/.exec(content) ?? [];
    expect(log.of("error").join()).toContain(reference);
    expectOneRefusal(loopback);
  });

  test("is in the log where the person takes no direct messages", async () => {
    const { bob, channel, guild, pilcrow, log, loopback } = await libraryScene({ delay: 300 });
    bob.direct.bot.send = false;
    const adding = bob.use("article add", { file: file(2) }, channel);
    await adding.acknowledged();
    loopback.world.advance(tooLate);
    await expect.poll(() => log.of("warn").join(), { timeout: 10_000 }).toContain("50007");
    expect(log.of("warn")).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain(adding.interaction.token);
    expect(JSON.stringify(log.lines)).not.toContain("Foxes");
    expect(await pilcrow.library.list(`guild:${guild.id}`)).toHaveLength(1);
    expectOneRefusal(loopback);
  });
});

describe("an answer that is later than Discord's 15 minutes", () => {
  async function lateScene() {
    const all = await scene();
    const { library, loopback } = all;
    library.answer = (question) => {
      loopback.world.advance(tooLate);
      return found([span], question);
    };
    return all;
  }

  test("is sent to the channel that was to see it, and notifies the person who asked and nobody else", async () => {
    const { ada, bob, channel, library, log, loopback } = await lateScene();
    const question = `Does <@${bob.id}> know? @everyone`;
    const { interaction } = ada.use("ask", { question }, channel);
    const reply = await messageWith(loopback, bob, channel, new RegExp(`^<@${ada.id}>\n`));
    expect(seen(reply)).toContain("503 metres");
    expect(loopback.world.messages.get(reply.id)?.pings).toEqual([ada.id]);
    expect(pingsOf(loopback)).toEqual([ada.id]);
    expect(told(loopback, ada)).toEqual([]);
    expectOneRefusal(loopback);
    library.answer = (asked) => found([span], asked);
    expect(seen(await bob.press(reply, "👍").reply())).not.toBe("");
    expect(JSON.stringify(log.lines)).not.toContain(interaction.token);
  });

  test("is sent once, even where Discord takes it and hangs up", async () => {
    const { ada, bob, channel, loopback } = await lateScene();
    loopback.failNext({ method: "POST", path: /channels\/\d+\/messages$/, with: "hang-up" });
    ada.use("ask", { question: "How long?" }, channel);
    await messageWith(loopback, bob, channel, /^<@\d+>\n/);
    await loopback.world.until(
      "the second try",
      () =>
        loopback.requests.filter(
          ({ method, path }) => method === "POST" && path === `/channels/${channel.id}/messages`,
        )[1],
    );
    expect(bob.messages(channel).filter((message) => seen(message) !== "")).toHaveLength(1);
    expectOneRefusal(loopback);
  });

  test("is sent to the person where the channel takes none, without buttons, which are the server's", async () => {
    const { ada, bob, channel, loopback } = await lateScene();
    channel.bot.send = false;
    ada.use("ask", { question: "How long?" }, channel);
    const reply = await messageWith(loopback, ada, ada.direct, /^From the server \*\*Town\*\*:\n/);
    expect(seen(reply)).toContain("503 metres");
    expect(buttonsOf(reply)).toEqual([]);
    expect(bob.messages(channel).filter((message) => seen(message).includes("503 metres"))).toEqual([]);
    expectOneRefusal(loopback);
  });

  test("that was private stays so", async () => {
    const { ada, bob, channel, loopback } = await lateScene();
    ada.use("ask", { question: "How long?", private: true }, channel);
    await messageWith(loopback, ada, ada.direct, /^From the server/);
    expect(bob.messages(channel)).toEqual([]);
    expect(pingsOf(loopback)).toEqual([]);
    expectOneRefusal(loopback);
  });
});

describe("an import that the last process left", () => {
  /** The library and bot of the next start, on the same store. */
  async function startAgain(loopback: Loopback, store: Store) {
    const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
    const log = new LogSink();
    const bot = await start(loopback, pilcrow, log);
    const problems: unknown[] = [];
    const ended: string[] = [];
    const stop = startBackgroundWork(pilcrow, 30, {
      info: () => {},
      problem: (error) => problems.push(error),
      importEnded: (one) => {
        ended.push(one.title);
        return bot.tellOfImport(one);
      },
    });
    stop();
    return { bot, ended, pilcrow, log, problems };
  }

  test("is finished after the restart, and the person who added it is told", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback, store } = await libraryScene({ delay: 400 });
    const scope: Scope = `guild:${guild.id}`;
    const adding = bob.use("article add", { file: file(40) }, channel);
    await loopback.world.until("an import", () => (adding.interaction.callback === undefined ? undefined : true));
    await expect.poll(() => importsUnderWay(store, scope), { timeout: 10_000 }).toBe(1);
    await pilcrow.close();
    expect((await outcome(adding)).content).toContain("Pilcrow is being restarted.");
    await bot.close();

    const next = await startAgain(loopback, store);
    const { content } = await messageWith(loopback, bob, bob.direct, /restarted/);
    expect(content).toBe(
      "From the server **Town**:\nI was restarted while I was reading **Foxes**. It is there now: 40 paragraphs.",
    );
    expect(await next.pilcrow.library.list(scope)).toMatchObject([{ title: "Foxes" }]);
    expect(told(loopback, bob)).toHaveLength(1);
    expect(told(loopback, ada)).toEqual([]);
    expect(bob.messages(channel)).toHaveLength(1);
    expect(pingsOf(loopback)).toEqual([]);
    expect(next.problems).toEqual([]);
  });

  test("whose document was not read to its end is reported, once", async () => {
    const { ada, bot, pilcrow, loopback, store } = await libraryScene();
    const scope: Scope = `user:${ada.id}`;
    await pilcrow.articles.beginImport(scope, ada.id, "*long*.pdf");
    await bot.close();
    await pilcrow.close();

    const { problems } = await startAgain(loopback, store);
    const { content } = await messageWith(loopback, ada, ada.direct, /restarted/);
    expect(visibleText(content)).toBe(
      "I was restarted while I was reading *long*.pdf, and could not finish. Nothing of it was kept. Add it again.",
    );
    expect(problems.join()).toContain("The reading of “*long*.pdf”");
    expect(await store.markers.listUntil(Date.now())).toEqual([]);
  });

  test("that was read and kept is not reported", async () => {
    const { ada, store } = await libraryScene();
    expect((await outcome(ada.use("article add", { file: file(2) }))).content).toContain("Added **Foxes**");
    expect(
      (await outcome(ada.use("article add", { file: { name: "empty.txt", data: new Uint8Array() } }))).content,
    ).toContain("empty.txt");
    expect(await store.markers.listUntil(Date.now())).toEqual([]);
  });

  test("of a person is told to that person, one that is given up with what to do", async () => {
    const { ada, bob, bot, pilcrow, loopback, store } = await libraryScene();
    const scopeOfAda: Scope = `user:${ada.id}`;
    const plums = importOf(articleOf("Plums", "They are blue."), {
      importId: "plums",
      title: "*Plums*",
      addedBy: ada.id,
    });
    const poison = importOf(articleOf("Poison", "It never ends."), { importId: "poison", addedBy: bob.id });
    await leaveImport(store, scopeOfAda, plums);
    await leaveImport(store, `user:${bob.id}`, poison);
    for (let starts = 0; starts < 4; starts++) {
      await store.imports.claim(["plums"]);
      await store.imports.release(`user:${bob.id}`, "poison");
    }
    await bot.close();
    await pilcrow.close();

    const { problems } = await startAgain(loopback, store);
    const good = await messageWith(loopback, ada, ada.direct, /restarted/);
    expect(visibleText(good.content)).toBe(
      "I was restarted while I was reading *Plums*. It is there now: 1 paragraph.",
    );
    const bad = await messageWith(loopback, bob, bob.direct, /restarted/);
    expect(visibleText(bad.content)).toBe(
      "I was restarted while I was reading Poison, and could not finish. It was begun 4 times and never finished. Add it again.",
    );
    expect(problems).toHaveLength(1);
  });

  test("is told to nobody where nobody is known, and is in the log where a person takes no messages", async () => {
    const { ada, bob, bot, guild, pilcrow, loopback, store } = await libraryScene();
    const scope: Scope = `guild:${guild.id}`;
    const left: Scope = "guild:123";
    await leaveImport(store, scope, importOf(articleOf("Nobody's", "Text."), { importId: "a" }));
    await leaveImport(store, scope, importOf(articleOf("Ada's", "Text."), { importId: "b", addedBy: ada.id }));
    await leaveImport(store, left, importOf(articleOf("Bob's", "Text."), { importId: "c", addedBy: bob.id }));
    ada.direct.bot.send = false;
    await bot.close();
    await pilcrow.close();

    const { ended, log } = await startAgain(loopback, store);
    expect((await messageWith(loopback, bob, bob.direct, /restarted/)).content).toMatch(
      /^From a server:\n.*\*\*Bob's\*\*\./,
    );
    await expect.poll(() => log.of("warn").join()).toContain("50007");
    expect(ended).toEqual(["Nobody's", "Ada's", "Bob's"]);
    expect(told(loopback, bob)).toHaveLength(1);
    expect(log.of("warn")).toHaveLength(1);
    expect(log.of("warn").join()).toContain('"import":"b"');
  });
});
