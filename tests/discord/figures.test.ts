import { expect, test } from "vitest";
import { QuestionQueue } from "../../src/discord/question-queue.js";
import { PrometheusFigures } from "../../src/health/prometheus.js";
import { libraryScene } from "./scene.js";
import { outcome } from "./text-waiting.js";

const FOXES = "# Foxes\n\nFoxes eat plums in autumn.\n\nThey sleep under old bridges.\n";
const file = { name: "foxes.md", data: new TextEncoder().encode(FOXES), type: "text/markdown" };
const empty = { name: "empty.md", data: new TextEncoder().encode(" \n"), type: "text/markdown" };

/** Figures by their names and labels, buckets left out. */
async function read(figures: PrometheusFigures): Promise<ReadonlyMap<string, number>> {
  const lines = (await figures.text()).split("\n").filter((line) => line.startsWith("pilcrow_"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

test("what people do is counted, without a word or an id of theirs", async () => {
  const figures = new PrometheusFigures();
  const { ada, bob, channel, guild, loopback, log } = await libraryScene({ figures });
  await outcome(bob.use("article add", { file }, channel));
  await outcome(bob.use("article add", { file }, channel));
  await outcome(bob.use("article add", { file: empty }, channel));
  loopback.failNext({ method: "PATCH", path: /^\/webhooks/, with: 503 });
  await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
  await ada.replyTo(ada.send("Where do lions sleep, by the way?"));
  await ada.type("ask", "article", "fo", { question: "Who?" }, channel).choices();
  await expect.poll(async () => (await read(figures)).get("pilcrow_requests_under_way")).toBe(0);
  const now = await read(figures);
  expect(now.get('pilcrow_imports_total{outcome="added"}')).toBe(1);
  expect(now.get('pilcrow_imports_total{outcome="already-here"}')).toBe(1);
  expect(now.get('pilcrow_imports_total{outcome="refused"}')).toBe(1);
  expect(now.get('pilcrow_acknowledgement_seconds_count{outcome="taken"}')).toBe(5);
  expect(now.get('pilcrow_request_seconds_count{what="command"}')).toBe(4);
  expect(now.get('pilcrow_request_seconds_count{what="message"}')).toBe(1);
  expect(now.get('pilcrow_request_seconds_count{what="autocompletion"}')).toBe(1);
  expect(now.get('pilcrow_discord_requests_total{status="503"}')).toBe(1);
  expect(now.get('pilcrow_discord_requests_total{status="200"}')).toBeGreaterThan(5);
  expect(now.get('pilcrow_answer_seconds_count{kind="found"}')).toBe(1);
  // Her direct messages have no articles.
  expect(now.get('pilcrow_answer_seconds_count{kind="no-article"}')).toBe(1);
  for (const stage of ["loading", "embedding", "ranking"])
    expect(now.get(`pilcrow_stage_seconds_count{stage="${stage}"}`)).toBeGreaterThan(0);
  const text = await figures.text();
  for (const secret of [ada.id, bob.id, guild.id, channel.id, "foxes", "lions", "Foxes"])
    expect(text).not.toContain(secret);
  expect(log.of("error")).toEqual([]);
});

test("an acknowledgement that Discord refuses is counted as such", async () => {
  const figures = new PrometheusFigures();
  const { ada, channel, loopback } = await libraryScene({ figures });
  loopback.ackWindow = 0;
  ada.use("ask", { question: "What do foxes eat in autumn?" }, channel);
  const refused = 'pilcrow_acknowledgement_seconds_count{outcome="refused"}';
  await expect.poll(async () => (await read(figures)).get(refused)).toBe(1);
  loopback.takeBreaches();
});

test("what waits for its turn, and who asks too much, is counted", async () => {
  const figures = new PrometheusFigures();
  const queue = new QuestionQueue({ atOnce: 1, waitingOfPerson: 1 }, figures);
  const by = { guildId: null, user: { id: "1" } };
  let end = () => {};
  const first = queue.run(by, () => new Promise<void>((resolve) => (end = resolve)));
  const second = queue.run(by, async () => {});
  await expect(queue.run(by, async () => {})).rejects.toThrow();
  const during = await read(figures);
  expect(during.get("pilcrow_questions_under_way")).toBe(1);
  expect(during.get("pilcrow_questions_waiting")).toBe(1);
  expect(during.get('pilcrow_answer_seconds_count{kind="too-many"}')).toBe(1);
  end();
  await Promise.all([first, second]);
  const after = await read(figures);
  expect(after.get("pilcrow_questions_waiting")).toBe(0);
  expect(after.get("pilcrow_questions_under_way")).toBe(0);
  expect(after.get('pilcrow_stage_seconds_count{stage="waiting"}')).toBe(1);
});

test("all that the log has of one request carries its id", async () => {
  const { ada, bob, channel, embedder, store, log, loopback } = await libraryScene();
  await outcome(bob.use("article add", { file }, channel));
  const dealt = () => log.lines.filter(({ message: said }) => said === "A request was dealt with.").length;
  await expect.poll(dealt).toBe(1);
  log.lines.splice(0);
  const fail = () => Promise.reject(new Error("The disk is on fire."));
  embedder.embedQuestion = fail;
  loopback.failNext({ method: "POST", path: /\/typing$/, with: 500 });
  const asked = ada.use("ask", { question: "What do foxes eat in autumn?" }, channel);
  await asked.reply();
  const { get } = store.settings;
  store.settings.get = () => {
    store.settings.get = get.bind(store.settings);
    return fail();
  };
  const message = ada.send(`<@${loopback.world.bot.id}> What do foxes eat in autumn?`, channel);
  await ada.replyTo(message);
  await expect.poll(dealt).toBe(2);
  const ids = log.lines.map(({ facts }) => ("request" in facts ? facts.request : undefined));
  expect(new Set(ids)).toEqual(new Set([asked.interaction.id, message.id]));
  const said = (id: string) => log.lines.filter((_, at) => ids[at] === id).map(({ message: what }) => what);
  expect(said(asked.interaction.id)).toContain("A request failed.");
  expect(said(message.id)).toContain("The language of a server could not be read.");
  expect(said(message.id)).toContain("Typing could not be shown.");
  expect(JSON.stringify(log.lines)).not.toContain("foxes");
});
