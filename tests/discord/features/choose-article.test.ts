import { describe, expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { found, span, unsure } from "../answers.js";
import { LogSink, libraryScene, scene, start } from "../scene.js";
import { buttonsOf, quotation, seen, textsOf } from "../seen.js";

const question = "When does the harbour ferry leave?";
// The same words in both, titles too, so that no score can tell which is meant.
const winter = articleOf("Winter ferry", "Read this first.", "In winter. The harbour ferry does leave at nine.");
const summer = articleOf("Ferry winter", "Read that first.", "In winter. The harbour ferry does leave at nine.");
const gone = "The article of this answer is no longer here, or not yours.";
/** The title of the article that is shown. */
const titleIn = (message: Parameters<typeof seen>[0]) => /^(.*) · ¶ \d+ of \d+$/m.exec(seen(message))?.[1];

describe("where more than one article may be meant", () => {
  test("both are named, and the other one is a button that works after a restart", async () => {
    const { ada, bob, bot, channel, guild, pilcrow, loopback } = await libraryScene();
    for (const article of [winter, summer]) await pilcrow.articles.add(`guild:${guild.id}`, article);
    const reply = await ada.use("ask", { question }, channel).reply();
    expect(seen(reply)).toMatch(
      /^More than one article may be meant: “(Winter ferry|Ferry winter)” or “(Winter ferry|Ferry winter)”\./,
    );
    const other = titleIn(reply) === "Winter ferry" ? "Ferry winter" : "Winter ferry";
    const label = `“${other}”`;
    expect(buttonsOf(reply).filter((one) => one.startsWith("“"))).toEqual([label]);
    await bot.close();
    await start(loopback, pilcrow, new LogSink());
    const chosen = await bob.press(reply, label).reply();
    expect(ada.messages(channel)).toHaveLength(1);
    expect(titleIn(chosen)).toBe(other);
    expect(textsOf(chosen)[0]).toBe("This may answer it:");
    expect(quotation(chosen).bold).toBe("The harbour ferry does leave at nine.");
    // A default article comes first, and the other one stays to be chosen.
    await bob.use("article default", { article: other }, channel).reply();
    const again = await ada.use("ask", { question }, channel).reply();
    expect(titleIn(again)).toBe(other);
  });

  test("a forged or outdated choice shows nothing of others, and marks no half sentence", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    const added = await pilcrow.articles.add(scope, winter);
    await pilcrow.articles.add(scope, summer);
    const reply = await ada.use("ask", { question }, channel).reply();
    const forged = (data: string) => bob.forge(reply, `choose:${data}`, channel).reply();
    const { id } = added.article;
    for (const data of [`${id}:2:3:7`, `${id}:2`]) expect(quotation(await forged(data)).bold).toBe("");
    for (const data of [`${id}:99:0:1`, "nowhere:1:0:1", "", `${id}:2:-1:4`])
      expect((await forged(data)).content, data).toBe(gone);
  });

  test("buttons fit whatever the titles, beside all others", async () => {
    const { ada, channel, library } = await scene();
    const named = (id: string, title: string) => ({ ...span, article: { id: id.repeat(40), title, source: "x" } });
    const others = [named("a", "T".repeat(300)), named("b", "\u200b\n"), named("c", "Third"), named("d", "**x**")];
    library.answer = (asked) => ({ ...found([span], asked), alternatives: others });
    await ada.use("ask", { question: "How long is the bridge?" }, channel).reply();
    library.answer = (asked) => ({ ...unsure([span], asked), alternatives: others });
    const followUp = await ada.use("ask", { question: "and why?" }, channel).reply();
    expect(buttonsOf(followUp)).toEqual(expect.arrayContaining(["“Third”", "“**x**”", "Ask just this", "Delete"]));
  });
});
