import { describe, expect, test } from "vitest";
import { createPilcrow } from "../../../src/library/pilcrow.js";
import type { Store } from "../../../src/store/store.js";
import { WORD_CALIBRATION, WordEmbedder } from "../../library/word-embedder.js";
import type { Loopback } from "../../loopback/loopback.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { messageWith } from "../text-waiting.js";

const foxes = { name: "foxes.md", data: Buffer.from("# Foxes\n\nFoxes eat plums.\n"), type: "text/markdown" };
const trams = { name: "trams.md", data: Buffer.from("# Trams\n\nTrams run hourly.\n"), type: "text/markdown" };

const writes = ["POST", "PATCH"].map((method) => ({ method, path: /messages|webhooks|users/ }));

/** Discord takes no message from now on. */
function away(loopback: Loopback): void {
  for (const one of writes) loopback.failNext({ ...one, with: 503, times: 100_000 });
}

function back(loopback: Loopback): void {
  loopback.http.faults.splice(0);
}

/** Waits until its place did not take the report. */
async function tellingFails(store: Store, log: LogSink): Promise<void> {
  const failed = /neither in its place nor as a message|An answer could not be delivered/;
  await expect.poll(() => log.of("warn").join(), { timeout: 20_000 }).toMatch(failed);
  expect(await store.reports.list()).toMatchObject([{ text: expect.stringContaining("Added") }]);
}

async function startAgain(loopback: Loopback, store: Store) {
  const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
  await start(loopback, pilcrow, new LogSink());
}

describe("how an import ended, while Discord takes nothing", () => {
  test("is told in a direct message when it does again, once", async () => {
    const { bob, channel, log, loopback, store } = await libraryScene();
    const adding = bob.use("article add", { file: foxes }, channel);
    await adding.acknowledged();
    away(loopback);
    await tellingFails(store, log);
    back(loopback);
    const { content } = await messageWith(loopback, bob, bob.direct, /Added/);
    expect(content).toBe("From the server **Town**:\nAdded **Foxes**: 1 paragraph · 26 bytes.");
    await expect.poll(() => store.reports.list()).toEqual([]);
    expect(bob.messages(bob.direct)).toHaveLength(1);
  });

  test("is told in the channel, naming the person, where they take no direct messages", async () => {
    const { bob, channel, log, loopback, store } = await libraryScene();
    bob.direct.bot.send = false;
    const adding = bob.use("article add", { file: foxes }, channel);
    await adding.acknowledged();
    away(loopback);
    await tellingFails(store, log);
    back(loopback);
    const told = await messageWith(loopback, bob, channel, new RegExp(`^<@${bob.id}>\nAdded \\*\\*Foxes`));
    expect(loopback.world.messages.get(told.id)?.pings).toEqual([bob.id]);
    await expect.poll(() => store.reports.list()).toEqual([]);
  });

  test("is told by the next process, of several documents together", async () => {
    const { ada, bot, log, loopback, pilcrow, store } = await libraryScene();
    const sent = ada.send("", ada.direct, { files: [foxes, trams] });
    await ada.replyTo(sent);
    away(loopback);
    await tellingFails(store, log);
    await bot.close();
    await pilcrow.close();
    expect(await store.reports.list()).toHaveLength(1);
    back(loopback);
    await startAgain(loopback, store);
    const { content } = await messageWith(loopback, ada, ada.direct, /^Added .*\n.*Trams/);
    expect(content).toContain("Added **Foxes**");
    await expect.poll(() => store.reports.list()).toEqual([]);
  });

  test("is let go, and in the log, where nobody takes it", async () => {
    const { ada, log, loopback, store } = await libraryScene();
    const sent = ada.send("", ada.direct, { files: [foxes] });
    await ada.replyTo(sent);
    away(loopback);
    await tellingFails(store, log);
    ada.direct.bot.send = false;
    back(loopback);
    await expect.poll(() => log.of("warn").join(), { timeout: 5_000 }).toContain("Nobody could be told");
    await expect.poll(() => store.reports.list()).toEqual([]);
  });
});

describe("an end of the process", () => {
  test("between an import and its report is told by the next one", async () => {
    const { bob, bot, guild, loopback, pilcrow, store } = await libraryScene();
    const { article } = await pilcrow.articles.add(
      `guild:${guild.id}`,
      { title: "Foxes", source: "foxes.md", paragraphs: [{ number: 1, headings: [], text: "Red.", sentences: [] }] },
      { addedBy: bob.id },
    );
    await bot.close();
    await pilcrow.close();
    expect(await store.reports.list()).toMatchObject([{ articleId: article.id, text: null }]);
    await startAgain(loopback, store);
    const { content } = await messageWith(loopback, bob, bob.direct, /restarted/);
    expect(content).toBe(
      "From the server **Town**:\nI was restarted after I had read **Foxes**. It is there: 1 paragraph.",
    );
    await expect.poll(() => store.reports.list()).toEqual([]);
  });

  test("after an acknowledgement finds what was to be read noted before it", async () => {
    const { ada, bob, channel, loopback, store } = await libraryScene();
    const noted: string[][] = [];
    const note = async () => noted.push((await store.markers.listUntil(Date.now())).map(({ name }) => name));
    for (const acknowledgement of [/\/callback$/, /^\/channels\/\d+\/messages$/])
      loopback.onRequest({ method: "POST", path: acknowledgement, times: 1 }, note);
    await bob.use("article add", { file: foxes }, channel).acknowledged();
    await ada.replyTo(ada.send("", ada.direct, { files: [foxes, trams] }));
    expect(noted).toEqual([["foxes.md"], expect.arrayContaining(["foxes.md", "trams.md"])]);
  });

  test("leaves no note of what was refused or told", async () => {
    const { ada, bob, channel, loopback, store } = await libraryScene();
    const refused = ada.use("article add", { file: foxes }, channel);
    expect((await refused.reply()).content).toContain("may manage this server");
    const unread = bob.use("article add", { file: { name: "x.txt", data: new Uint8Array() } }, channel);
    await loopback.world.until("the report", () => /x\.txt.: it/.test(seenIn(loopback, unread)) || undefined);
    await expect.poll(() => store.markers.listUntil(Date.now())).toEqual([]);
    await expect.poll(() => store.reports.list()).toEqual([]);
  });
});

function seenIn({ world }: Loopback, { interaction }: { interaction: { responseId: string | undefined } }): string {
  return world.messages.get(interaction.responseId ?? "")?.message.content ?? "";
}
