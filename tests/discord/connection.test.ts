import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { InFlight, startBot } from "../../src/discord/bot.js";
import { DiscordError, GatewayClosedError } from "../../src/discord/connection.js";
import { Documents } from "../../src/documents/documents.js";
import { found, span } from "./answers.js";
import { ChosenLibrary } from "./chosen-library.js";
import { LogSink, libraryScene, scene, soon, start, startLoopback } from "./scene.js";
import { seen } from "./seen.js";

/** Starts no process before it reads something. */
const documents = new Documents({ allowPrivateUrls: false });

const puts = (loopback: { requests: readonly { method: string }[] }) =>
  loopback.requests.filter(({ method }) => method === "PUT").length;

describe("the commands", () => {
  test("are registered once, and not again while they are the same", async () => {
    const loopback = await startLoopback();
    for (const times of [1, 1, 1]) {
      const bot = await start(loopback, new ChosenLibrary().pilcrow, new LogSink());
      expect(puts(loopback)).toBe(times);
      await bot.close();
    }
    expect(loopback.world.commands.map(({ name }) => name)).toEqual([
      "ask",
      "why",
      "articles",
      "article",
      "gaps",
      "settings",
      "privacy",
      "help",
      "Add as article",
      "Add channel as article",
      "Ask about this message",
    ]);
  });

  test("are registered again when Discord has others", async () => {
    const loopback = await startLoopback();
    await (await start(loopback, new ChosenLibrary().pilcrow, new LogSink())).close();
    loopback.world.commands = loopback.world.commands.map((one) => ({ ...one, description: "An older description" }));
    await (await start(loopback, new ChosenLibrary().pilcrow, new LogSink())).close();
    expect(puts(loopback)).toBe(2);
  });

  test("that Discord lists in another order are the same", async () => {
    const loopback = await startLoopback();
    await (await start(loopback, new ChosenLibrary().pilcrow, new LogSink())).close();
    loopback.world.commands = [...loopback.world.commands].reverse();
    await start(loopback, new ChosenLibrary().pilcrow, new LogSink());
    expect(puts(loopback)).toBe(1);
  });

  test("that cannot be registered stop the start", async () => {
    const loopback = await startLoopback();
    loopback.failNext({ method: "GET", path: /commands$/, with: 500, times: 1_000 });
    await expect(start(loopback, new ChosenLibrary().pilcrow, new LogSink())).rejects.toThrow(
      "could not be registered",
    );
    expect(loopback.gateway.connected).toBe(0);
  });
});

describe("logging in", () => {
  test("asks for no privileged intent", async () => {
    const { loopback } = await scene();
    expect(loopback.gateway.intents).toBe(1 | (1 << 9) | (1 << 12));
  });

  test("asks for the text of all messages where the operator wants it, and says where Discord allows it", async () => {
    const { loopback } = await scene({ allowsContent: true });
    expect(loopback.gateway.intents).toBe(1 | (1 << 9) | (1 << 12) | (1 << 15));
    const other = await startLoopback();
    const failed = startBot({
      token: other.token,
      apiUrl: other.apiUrl,
      pilcrow: new ChosenLibrary().pilcrow,
      documents,
      log: new LogSink(),
      messageContent: true,
    });
    await expect(failed).rejects.toThrow(/Message Content Intent.*MESSAGE_CONTENT=off/);
    expect(other.takeBreaches()).toEqual(["intents refused with 4014"]);
  });

  test("with a token that Discord does not know fails with what to do, never the token", async () => {
    const loopback = await startLoopback();
    const token = loopback.token.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const failed = startBot({
      token,
      apiUrl: loopback.apiUrl,
      pilcrow: new ChosenLibrary().pilcrow,
      documents,
      log: new LogSink(),
    });
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DiscordError)) throw new Error(`Expected a DiscordError, got ${String(error)}`);
    expect(error.message).toContain("DISCORD_TOKEN");
    expect(error.message).not.toContain(token);
  });

  test("where nothing listens says so", async () => {
    const failed = startBot({
      token: "a.b.c",
      apiUrl: "http://127.0.0.1:1/api",
      pilcrow: new ChosenLibrary().pilcrow,
      documents,
      log: new LogSink(),
      retries: soon,
    });
    await expect(failed).rejects.toThrow(/cannot be reached at http:\/\/127\.0\.0\.1:1\/api .*DISCORD_API_URL/);
  });

  test.each([
    ["text/html", "<p>Who are you?</p>", (at: string) => `It was asked at ${at}: if that is not Discord, correct`],
    ["application/json", "null", (at: string) => `What answers at ${at} is not Discord's API. Check DISCORD_API_URL.`],
  ])("where something else answers with %s says so", async (type, body, message) => {
    const server = createServer((_, response) => response.writeHead(401, { "content-type": type }).end(body));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    const failed = startBot({
      token: "a.b.c",
      apiUrl,
      pilcrow: new ChosenLibrary().pilcrow,
      documents,
      log: new LogSink(),
    });
    await expect(failed).rejects.toThrow(message(apiUrl));
    server.close();
  });

  test.each([4004, 4013, 4014])("fails when the gateway refuses with %i", async (code) => {
    const loopback = await startLoopback();
    loopback.gateway.refuseNext = code;
    const failed = start(loopback, new ChosenLibrary().pilcrow, new LogSink());
    await expect(failed).rejects.toThrow(new GatewayClosedError(code).message);
  });
});

describe("the connection", () => {
  test.each([4004, 4010, 4011, 4012, 4013, 4014])(
    "closed for good with %i ends the bot with the reason",
    async (code) => {
      const { bot, loopback } = await scene();
      loopback.gateway.close(code);
      const error = await bot.closed;
      expect(error).toBeInstanceOf(GatewayClosedError);
      expect(error).toMatchObject({ code });
      expect(error?.message).toContain(String(code));
    },
  );

  test("that drops is resumed, and what came meanwhile is answered", async () => {
    const { ada, loopback } = await scene();
    loopback.gateway.close(4000);
    const asked = ada.send("How long is it?");
    await ada.replyTo(asked);
    expect(loopback.gateway.log.filter((one) => one !== "heartbeat")).toEqual(["identify", "resume", "resumed"]);
  });

  test("that is away for a while is resumed, and what was said in the gap is answered", async () => {
    const { ada, channel, loopback } = await scene();
    loopback.gateway.down = true;
    loopback.gateway.cut();
    const asked = Array.from({ length: 5 }, (_, at) => ada.send(`How long is it, ${at}?`));
    const mention = ada.send(`${ada.botMention} How long?`, channel);
    await loopback.world.until("two tries in vain", () => (loopback.gateway.turnedAway >= 2 ? true : undefined));
    loopback.gateway.down = false;
    for (const one of [...asked, mention]) expect(seen(await ada.replyTo(one))).toContain("503 metres");
    expect(loopback.gateway.log.filter((one) => one !== "heartbeat")).toEqual(["identify", "resume", "resumed"]);
  });

  test("that was away, and whose session Discord forgot meanwhile, is made anew", async () => {
    const { ada, loopback } = await scene();
    loopback.gateway.down = true;
    loopback.gateway.close(4000, { forget: true });
    await loopback.world.until("a try in vain", () => (loopback.gateway.turnedAway >= 1 ? true : undefined));
    loopback.gateway.down = false;
    await loopback.world.until("a new session", () => (loopback.gateway.connected === 1 ? true : undefined));
    await ada.replyTo(ada.send("How long is it?"));
  });

  test.each<[string, object]>([
    ["INTERACTION_CREATE", { id: "1", type: 2, token: "x" }],
    ["INTERACTION_CREATE", { id: "1", type: 3, data: { component_type: 2 } }],
  ])("gives %s that cannot be read: it is logged, and the bot goes on", async (event, data) => {
    const { ada, log, loopback } = await scene();
    loopback.gateway.dispatch(event, data, 0);
    expect(seen(await ada.replyTo(ada.send("How long?")))).toContain("503 metres");
    expect(log.of("error")).toEqual([expect.stringContaining(`"event":"${event}"`)]);
  });

  test("whose session Discord forgot is made anew", async () => {
    const { ada, loopback } = await scene();
    loopback.gateway.close(4000, { forget: true });
    await loopback.world.until("a new session", () => (loopback.gateway.connected === 1 ? true : undefined));
    await ada.replyTo(ada.send("How long is it?"));
  });
});

describe("closing", () => {
  test("waits for work no longer than it should, and says what was left", async () => {
    const inFlight = new InFlight();
    const failures: unknown[] = [];
    inFlight.start(
      () => Promise.reject(new Error("lost")),
      (error) => failures.push(error),
    );
    inFlight.start(
      () => new Promise(() => {}),
      () => {},
    );
    expect(await inFlight.finish(20)).toBe(1);
    expect(failures).toHaveLength(1);
  });

  test("finishes what is under way, takes nothing new, and leaves", async () => {
    const { ada, bot, library, loopback } = await scene();
    const waiting: (() => void)[] = [];
    library.answer = (question) => new Promise((resolve) => void waiting.push(() => resolve(found([span], question))));
    const asked = ada.use("ask", { question: "How long?" });
    const written = ada.send("How long?");
    await loopback.world.until("both questions", () => waiting[1]);
    const closing = bot.close();
    ada.send("Too late?");
    for (const answer of waiting) answer();
    await closing;
    expect(seen(await asked.reply())).toContain("503 metres");
    expect(seen(await ada.replyTo(written))).toContain("503 metres");
    expect(library.asked).toHaveLength(2);
    expect(await bot.closed).toBeUndefined();
    expect(loopback.gateway.connected).toBe(0);
  });
});

test("servers that remove the bot are noted, those that are away for a while are not", async () => {
  const { ada, channel, guild, pilcrow, loopback } = await libraryScene();
  const left = vi.spyOn(pilcrow.retention, "guildLeft");
  const joined = vi.spyOn(pilcrow.retention, "guildJoined");
  loopback.gateway.left(guild, { unavailable: true });
  loopback.gateway.joined(guild);
  const other = loopback.addGuild("Village");
  loopback.addChannel(other);
  loopback.gateway.joined(other);
  loopback.gateway.left(other);
  await loopback.world.until("the note", () => left.mock.calls[0]);
  await ada.use("help", {}, channel).reply();
  expect(left.mock.calls).toEqual([[other.id]]);
  expect(joined.mock.calls).toContainEqual([other.id]);
});
