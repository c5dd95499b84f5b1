import { describe, expect, test } from "vitest";
import type { Fault } from "../../loopback/http.js";
import { found, span } from "../answers.js";
import { scene } from "../scene.js";
import { seen } from "../seen.js";
import { messageWith } from "../text-waiting.js";

type With = Fault["with"];

const acknowledgement = { method: "POST", path: /\/callback$/ };
const edit = { method: "PATCH", path: /(?:@|%40)original$/ };
const message = { method: "POST", path: /^\/channels\/\d+\/messages$/ };
const everything = [...["POST", "PATCH", "GET", "PUT", "DELETE"].map((method) => ({ method, path: /./ }))];

/** More than the bot tries. */
const ALWAYS = 100_000;

describe("a 401", () => {
  test("of one request does not silence the bot: its token is verified, and the request made again", async () => {
    const { ada, bot, channel, loopback } = await scene();
    loopback.failNext({ ...message, with: 401 });
    expect(seen(await ada.replyTo(ada.send("How long?")))).toContain("503 metres");
    expect(seen(await ada.replyTo(ada.send(`${ada.botMention} How long?`, channel)))).toContain("503 metres");
    expect(loopback.requests.filter(({ path }) => path === "/users/@me")).toHaveLength(1);
    const ended = await Promise.race([bot.closed, Promise.resolve("still there")]);
    expect(ended).toBe("still there");
  });

  test("that stays at one route fails there alone", async () => {
    const { ada, channel, log, loopback } = await scene();
    loopback.failNext({
      method: "POST",
      path: new RegExp(`^/channels/${channel.id}/messages$`),
      with: 401,
      times: ALWAYS,
    });
    ada.send(`${ada.botMention} How long?`, channel);
    await expect.poll(() => log.of("warn").join(), { timeout: 10_000 }).toContain("502");
    expect(seen(await ada.replyTo(ada.send("How long?")))).toContain("503 metres");
  });

  test("of a token that was reset ends the bot, which says what to do", async () => {
    const { ada, bot, loopback } = await scene();
    loopback.http.resetToken();
    ada.send("How long?");
    const error = await bot.closed;
    expect(error?.message).toMatch(/^Discord does not accept DISCORD_TOKEN\. Copy the bot's token from https:/);
  });
});

describe("an answer survives", () => {
  test.each<[string, typeof edit, With]>([
    ["503 at its acknowledgement", acknowledgement, 503],
    ["503 at its edit", edit, 503],
    ["a connection that is closed at its acknowledgement", acknowledgement, "drop"],
    ["a connection that is closed at its edit", edit, "drop"],
    ["an acknowledgement whose answer is lost", acknowledgement, "hang-up"],
    ["an edit whose answer is lost", edit, "hang-up"],
  ])("%s", async (_, what, fault) => {
    const { ada, channel, loopback } = await scene();
    const asked = [];
    for (let at = 0; at < 5; at++) {
      loopback.failNext({ ...what, with: fault, times: fault === "hang-up" ? 1 : 4 });
      const one = ada.use("ask", { question: `How long is it, ${at}?` }, channel);
      asked.push(seen(await one.reply()));
    }
    expect(asked).toEqual(Array.from({ length: 5 }, () => expect.stringContaining("503 metres")));
    expect(loopback.http.faults.map(({ times }) => times)).toEqual([0, 0, 0, 0, 0]);
  });

  test.each<[string, With]>([
    ["503 at its message", 503],
    ["a connection that is closed at its message", "drop"],
    ["a message whose answer is lost, and is there once", "hang-up"],
  ])("%s", async (_, fault) => {
    const { ada, loopback } = await scene();
    for (let at = 0; at < 5; at++) {
      loopback.failNext({ ...message, with: fault, times: fault === "hang-up" ? 1 : 4 });
      expect(seen(await ada.replyTo(ada.send("How long?")))).toContain("503 metres");
    }
    await expect.poll(() => loopback.http.faults.map(({ times }) => times)).toEqual([0, 0, 0, 0, 0]);
    expect(ada.messages().filter(({ author }) => author.id !== ada.id)).toHaveLength(5);
  });

  test("10 commands and 10 messages at once while all of Discord answers 503 for a while", async () => {
    const { ada, channel, guild, loopback } = await scene();
    const people = Array.from({ length: 10 }, (_, at) => loopback.person(`p${at}`, guild));
    for (const one of everything) loopback.failNext({ ...one, with: 503, times: 40 });
    const commands = people.map((person) => person.use("ask", { question: "How long?" }, channel).reply());
    const written = people.map((person) => person.replyTo(person.send("How long?")));
    for (const answer of await Promise.all([...commands, ...written])) expect(seen(answer)).toContain("503 metres");
    expect(ada.messages()).toEqual([]);
  });
});

describe("an answer for which there is no place", () => {
  test("since its acknowledgement was lost is sent to the channel, with who asked", async () => {
    const { ada, bob, channel, log, loopback } = await scene();
    loopback.failNext({ ...acknowledgement, with: 503, times: ALWAYS });
    ada.use("ask", { question: "How long?" }, channel);
    const told = await messageWith(loopback, bob, channel, new RegExp(`^<@${ada.id}>\n`));
    expect(seen(told)).toContain("503 metres");
    expect(loopback.world.messages.get(told.id)?.pings).toEqual([ada.id]);
    await expect.poll(() => log.of("info").join()).toContain("could not be reached to acknowledge it");
  });

  test("since its edit is not taken is sent; a private one to the person alone", async () => {
    const { ada, bob, channel, loopback } = await scene();
    loopback.failNext({ ...edit, with: "drop", times: ALWAYS });
    ada.use("ask", { question: "How long?", private: true }, channel);
    const told = await messageWith(loopback, ada, ada.direct, /^From the server \*\*Town\*\*:/);
    expect(seen(told)).toContain("503 metres");
    ada.use("ask", { question: "How long?" }, channel);
    await messageWith(loopback, bob, channel, new RegExp(`^<@${ada.id}>\n`));
  });

  test("nor any way to tell it is in the log", async () => {
    const { ada, channel, library, log, loopback } = await scene();
    library.answer = (question) => {
      for (const one of everything) loopback.failNext({ ...one, with: 503, times: ALWAYS });
      return found([span], question);
    };
    ada.use("ask", { question: "How long?" }, channel);
    await expect
      .poll(() => log.of("warn").join(), { timeout: 10_000 })
      .toContain("neither in its place nor as a message");
  });
});
