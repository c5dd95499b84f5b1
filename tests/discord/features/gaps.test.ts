import { expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { libraryScene } from "../scene.js";

const foxes = articleOf("Foxes", "They sleep under old bridges.", "Foxes eat plums in autumn.");
const unanswered = "Who painted the lighthouse ceiling?";

/** A server with an article that keeps its gaps, of which two people have asked one question in vain. */
async function gapScene({ kept = true } = {}) {
  const all = await libraryScene();
  const { ada, cat, channel, guild, pilcrow } = all;
  const scope = `guild:${guild.id}` as const;
  await pilcrow.articles.add(scope, foxes);
  if (kept) await pilcrow.settings.change(scope, { gaps: true });
  await ada.use("ask", { question: unanswered }, channel).reply();
  await cat.replyTo(cat.send(`${cat.botMention} ${unanswered}`, channel));
  return { ...all, scope };
}

const shown = (message: object) => JSON.stringify(message);
const idOf = (message: object, kind: string) =>
  new RegExp(`"custom_id":"(${kind}:[^"]*)"`).exec(shown(message))?.[1] ?? "";

test("questions that found nothing are kept by their meaning, shown to those who keep the articles, and closed", async () => {
  const { ada, bob, cat, channel, loopback, pilcrow, scope } = await gapScene();
  const list = await bob.use("gaps", {}, channel).reply();
  expect(list.flags).toBe(64 | 32768);
  expect(shown(list)).toContain("**2 questions without an answer**");
  expect(shown(list)).toContain(`- 2 × ${unanswered}`);
  const [first] = await pilcrow.gaps.list(scope);
  // The list gives way to what is chosen from it.
  const shows = (text: string) =>
    loopback.world.until(text, () => {
      const now = loopback.world.messages.get(list.id)?.message;
      return now !== undefined && shown(now).includes(text) ? now : undefined;
    });
  bob.choose(list, idOf(list, "gap"), [first?.id ?? ""]);
  bob.press(await shows("**2 questions of one meaning**"), "Answer added: tell who asked");
  await shows("2 questions done. Told: 2 people.");
  for (const person of [ada, cat]) {
    const [told] = person.messages();
    expect(told?.content).toBe(`In **Town** you asked “${unanswered}”. The articles say more now: ask there again.`);
    expect(loopback.world.messages.get(told?.id ?? "")?.pings).toEqual([]);
  }
  expect(await pilcrow.gaps.list(scope)).toEqual([]);
  expect(shown(await bob.use("gaps", {}, channel).reply())).toContain("No question is waiting for an answer.");
});

test("what was marked as not helpful is one, and the table has all, with no formula in it", async () => {
  const { ada, bob, channel, pilcrow, scope } = await gapScene();
  const reply = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
  await ada.press(reply, "👎").reply();
  expect((await pilcrow.gaps.list(scope)).at(-1)).toMatchObject({ reason: "not-helpful", nearest: { paragraph: 2 } });
  await ada.use("ask", { question: "=HYPERLINK(1) zeppelins?" }, channel).reply();
  const list = await bob.use("gaps", {}, channel).reply();
  const sent = await bob.press(list, "As a table (CSV)").reply();
  const [file] = sent.attachments;
  expect(file?.filename).toBe("gaps.csv");
  const text = await (await fetch(file?.url ?? "")).text();
  expect(text).toContain(`,"${unanswered}","nothing-found",`);
  expect(text).toContain(`,"What do foxes eat in autumn?","not-helpful",`);
  expect(text).toContain(`,"'=HYPERLINK(1) zeppelins?",`);
});

test("nothing is kept where the server has not allowed it, of private questions, nor shown to others", async () => {
  const { ada, bob, channel, pilcrow, scope } = await gapScene({ kept: false });
  expect(await pilcrow.gaps.list(scope)).toEqual([]);
  await pilcrow.settings.change(scope, { gaps: true });
  await ada.use("ask", { question: unanswered, private: true }, channel).reply();
  expect(await pilcrow.gaps.list(scope)).toEqual([]);
  await ada.use("ask", { question: unanswered }, channel).reply();
  expect(await pilcrow.gaps.list(scope)).toHaveLength(1);
  const refused = await ada.use("gaps", {}, channel).reply();
  expect(refused.content).toContain("Only members who may manage this server");
  const list = await bob.use("gaps", {}, channel).reply();
  expect(list.content).toBe("");
  await ada.press(await ada.use("privacy", {}, channel).reply(), "Delete all of it").reply();
});
