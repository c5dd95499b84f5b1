import { afterEach, describe, expect, test, vi } from "vitest";
import { articleOf } from "../../library/articles.js";
import { LogSink, libraryScene, start } from "../scene.js";
import { buttonsOf, seen } from "../seen.js";
import { messageWith } from "../text-waiting.js";

const foxes = articleOf("Foxes", "They sleep under old bridges.", "Foxes eat plums in autumn.");
const question = "What do foxes eat in autumn?";
const nothingThere = "The article of this answer is no longer here, or not yours.";

/** A server with one article, and the public answer to a question about it. */
async function answeredScene() {
  const all = await libraryScene();
  const { ada, channel, guild, pilcrow, store } = all;
  const scope = `guild:${guild.id}` as const;
  const added = await pilcrow.articles.add(scope, foxes);
  const reply = await ada.use("ask", { question }, channel).reply();
  const kept = async () =>
    (await store.feedback.list(scope)).map(({ person, articleId, paragraph, verdict }) => ({
      person,
      articleId,
      paragraph,
      verdict,
    }));
  return { ...all, scope, id: added.article.id, reply, kept };
}

afterEach(() => vi.useRealTimers());

describe("a verdict", () => {
  test("is anybody's who sees the answer, private, and replaced by a later one", async () => {
    const { ada, bob, channel, id, kept, reply } = await answeredScene();
    const thanks = await ada.press(reply, "👍").reply();
    expect(thanks).toMatchObject({ flags: 64, content: expect.stringContaining("**helpful**") });
    expect(bob.messages(channel)).toHaveLength(1);
    expect(seen(await bob.press(reply, "👎").reply())).toContain("noted as not helpful");
    const ofBob = { person: bob.id, articleId: id, paragraph: 2, verdict: "bad" };
    expect(await kept()).toEqual([{ person: ada.id, articleId: id, paragraph: 2, verdict: "good" }, ofBob]);
    await ada.press(reply, "👎").reply();
    expect(await kept()).toHaveLength(2);
    expect(await kept()).toContainEqual({ person: ada.id, articleId: id, paragraph: 2, verdict: "bad" });
    const shown = await ada.use("article show", { article: "foxes" }, channel).reply();
    expect(shown.embeds[0]?.fields).toContainEqual({ name: "Verdicts here", value: "👍 0 · 👎 2", inline: true });
  });

  test("is taken from who may not ask, who is shown no other passage", async () => {
    const { ada, bob, editors, kept, pilcrow, reply, scope } = await answeredScene();
    await pilcrow.settings.change(scope, { askerRoles: [editors] });
    expect(seen(await ada.press(reply, "👎").reply())).toMatch(/privacy` deletes it\.$/);
    expect(await kept()).toHaveLength(1);
    expect(seen(await bob.press(reply, "👎").reply())).toContain("These places come closest");
  });

  test.each(["direct message", "mention", "follow-up"])("can be given on the answer to a %s", async (way) => {
    const { ada, channel, pilcrow, reply: first, store } = await answeredScene();
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    const reply =
      way === "follow-up"
        ? await ada.use("ask", { question: "And in autumn?" }, channel).reply()
        : await ada.replyTo(
            way === "mention" ? ada.send(`${ada.botMention} ${question}`, channel) : ada.send(question),
          );
    for (const one of [first, reply]) expect(buttonsOf(one)).toEqual(expect.arrayContaining(["👍", "👎"]));
    await ada.press(reply, "👍").reply();
    const scopeOfAnswer =
      way === "direct message" ? (`user:${ada.id}` as const) : (`guild:${channel.guildId}` as const);
    expect(await store.feedback.list(scopeOfAnswer)).toMatchObject([{ person: ada.id, paragraph: 2, verdict: "good" }]);
  });

  test("is not asked for below a refusal, nor about a text that is not kept", async () => {
    const { ada, bob, channel } = await answeredScene();
    const refusal = await ada.use("ask", { question: "Who invented the telephone?" }, channel).reply();
    expect(seen(refusal)).toContain("does not say");
    expect(buttonsOf(refusal)).not.toContain("👍");
    const text = bob.send("Foxes eat plums in autumn.", channel);
    const aboutText = await (await ada.submit(ada.useOn(text, "Ask about this message"), { question })).reply();
    expect(seen(aboutText)).toContain("plums");
    expect(buttonsOf(aboutText)).toEqual([]);
  });

  test("can be given after a restart, and not once the article is removed or says something else", async () => {
    const { ada, bob, bot, channel, id, kept, pilcrow, loopback, reply, scope } = await answeredScene();
    await bot.close();
    await start(loopback, pilcrow, new LogSink());
    await ada.press(reply, "👍").reply();
    expect(await kept()).toHaveLength(1);

    // The answer is older than the new text.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await pilcrow.articles.refresh(
      scope,
      id,
      articleOf("Foxes", "They sleep a lot.", "Foxes eat plums in autumn, and figs."),
    );
    expect((await bob.press(reply, "👍").reply()).content).toMatch(/^The article has changed since this answer\./);
    const anew = await bob.use("ask", { question }, channel).reply();
    expect((await bob.press(anew, "👍").reply()).content).toContain("**helpful**");
    expect(await kept()).toMatchObject([{ person: bob.id }]);

    await pilcrow.articles.remove(scope, id);
    expect(await bob.press(anew, "👎").reply()).toMatchObject({ flags: 64, content: nothingThere });
    await pilcrow.articles.restore(scope, id);
    expect(await kept()).toMatchObject([{ person: bob.id, verdict: "good" }]);
  });

  test("on a global article is seen in the scope where it was given, by the operator everywhere, and is deleted on request", async () => {
    const { ada, bob, channel, pilcrow, loopback } = await libraryScene();
    const { article } = await pilcrow.articles.add("house", foxes);
    const inServer = await ada.use("ask", { question }, channel).reply();
    await ada.press(inServer, "👍").reply();
    await bob.press(await bob.use("ask", { question }).reply(), "👎").reply();
    const shown = async (person: typeof ada, at = person.direct) =>
      JSON.stringify(await person.use("article show", { article: "foxes" }, at).reply());
    expect(await shown(bob, channel)).toContain("👍 1 · 👎 0");
    expect(await shown(bob)).toContain("👍 0 · 👎 1");
    expect(await shown(ada)).not.toContain("Verdicts");
    expect(await pilcrow.articles.verdictsOn("house")).toEqual([
      { articleId: article.id, paragraph: 2, good: 1, bad: 1 },
    ]);

    const kept = await ada.use("privacy").reply();
    expect(kept.content).toContain("1 verdict on answers");
    ada.press(kept, "Delete all of it");
    ada.press(await messageWith(loopback, ada, ada.direct, /cannot be undone/), "Delete");
    await messageWith(loopback, ada, ada.direct, /^Deleted\./);
    expect(await pilcrow.articles.verdictsOn("house")).toEqual([
      { articleId: article.id, paragraph: 2, good: 0, bad: 1 },
    ]);
  });
});

describe("a verdict button that is forged", () => {
  test.each(["good:ID:3", "good:ID:0", "fine:ID:2", "good:ID", "good:none:2", "good:ID:2:7", "", "good:'; DROP:2"])(
    "as %j does nothing",
    async (data) => {
      const { ada, channel, id, kept, log, reply } = await answeredScene();
      const forged = ada.forge(reply, `verdict:${data.replace("ID", id)}`, channel);
      expect(await forged.reply()).toMatchObject({ flags: 64, content: nothingThere });
      expect(await kept()).toEqual([]);
      expect(log.of("error")).toEqual([]);
    },
  );

  test("for another server's or person's article does nothing, and does not tell that it exists", async () => {
    const { ada, bob, channel, id, kept, pilcrow, loopback, reply, store } = await answeredScene();
    const own = await pilcrow.articles.add(`user:${bob.id}`, foxes);
    const village = loopback.addGuild("Village");
    const square = loopback.addChannel(village);
    loopback.gateway.joined(village);
    const eve = loopback.person("eve", village);
    for (const forged of [
      eve.forge(reply, `verdict:good:${id}:2`, square),
      ada.forge(reply, `verdict:bad:${id}:2`, ada.direct),
      ada.forge(reply, `verdict:bad:${own.article.id}:2`, channel),
    ]) {
      expect(await forged.reply()).toMatchObject({ flags: 64, content: nothingThere });
    }
    expect(await kept()).toEqual([]);
    for (const person of [ada, bob, eve]) {
      expect((await store.retention.tracesOf(person.id)).feedback).toBe(0);
    }
  });
});
