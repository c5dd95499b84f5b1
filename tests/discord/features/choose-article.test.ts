import { describe, expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { found, span, unsure } from "../answers.js";
import { LogSink, libraryScene, scene, start } from "../scene.js";

const question = "When does the harbour ferry leave?";
// The same words in both, titles too, so that no score can tell which is meant.
const winter = articleOf("Winter ferry", "Read this first.", "In winter. The harbour ferry does leave at nine.");
const summer = articleOf("Ferry winter", "Read that first.", "In winter. The harbour ferry does leave at nine.");
const labels = (message: object) => [...JSON.stringify(message).matchAll(/"label":"([^"]+)"/g)].map(([, one]) => one);

describe("where more than one article may be meant", () => {
  test("both are named, and the other one is a button that works after a restart", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback } = await libraryScene();
    for (const article of [winter, summer]) await pilcrow.articles.add(`guild:${guild.id}`, article);
    const reply = await ada.use("ask", { question }, channel).reply();
    const description = visibleText(reply.embeds[0]?.description ?? "");
    expect(description).toMatch(
      /^More than one article may be meant: “(Winter ferry|Ferry winter)” or “(Winter ferry|Ferry winter)”\./,
    );
    const [label = "", ...more] = labels(reply);
    expect(more).toEqual([]);
    const other = reply.embeds[0]?.author?.name === "Winter ferry" ? "Ferry winter" : "Winter ferry";
    expect(label).toBe(`“${other}”`);
    await bot.close();
    await start(loopback, pilcrow, new LogSink());
    const chosen = await bob.press(reply, label).reply();
    expect(chosen.flags).toBe(64);
    expect(chosen.embeds[0]?.author?.name).toBe(other);
    expect(chosen.embeds[0]?.description).toMatch(
      /^This may answer it:\n¶ 2\n> .*\*\*The harbour ferry does leave at nine\.\*\*$/,
    );
    // A default article comes first, and the other one stays to be chosen.
    await bob.use("article default", { article: other }, channel).reply();
    const again = await ada.use("ask", { question }, channel).reply();
    expect(again.embeds[0]?.author?.name).toBe(other);
  });

  test("a forged or outdated choice shows nothing of others, and marks no half sentence", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    const added = await pilcrow.articles.add(scope, winter);
    await pilcrow.articles.add(scope, summer);
    const reply = await ada.use("ask", { question }, channel).reply();
    const forged = (data: string) => bob.forge(reply, `choose:${data}`, channel).reply();
    const { id } = added.article;
    expect((await forged(`${id}:2:3:7`)).embeds[0]?.description).not.toContain("**");
    for (const data of [`${id}:99:0:1`, "nowhere:1:0:1", `${id}:2`, "", `${id}:2:-1:4`])
      expect((await forged(data)).content, data).toBe("This is no longer here.");
  });

  test("buttons fit whatever the titles, beside all others", async () => {
    const { ada, channel, library } = await scene();
    const named = (id: string, title: string) => ({ ...span, article: { id: id.repeat(40), title, source: "x" } });
    const others = [named("a", "T".repeat(300)), named("b", "\u200b\n"), named("c", "Third"), named("d", "**x**")];
    library.answer = (asked) => ({ ...found([span], asked), alternatives: others });
    await ada.use("ask", { question: "How long is the bridge?" }, channel).reply();
    library.answer = (asked) => ({ ...unsure([span], asked), alternatives: others });
    const followUp = await ada.use("ask", { question: "and why?" }, channel).reply();
    expect(labels(followUp).length).toBeGreaterThanOrEqual(2);
    expect(labels(followUp)).toContain("Ask just this");
  });
});
