import { describe, expect, test } from "vitest";
import { DEFAULT_RULES } from "../../../src/library/quotas.js";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene } from "../scene.js";
import { seen } from "../seen.js";
import { outcome } from "../text-waiting.js";

function file(name: string, text: string) {
  return { name, data: new TextEncoder().encode(text), type: "text/markdown" };
}

/** A server with an article on which somebody gave a verdict. */
async function foxScene() {
  const all = await libraryScene();
  const scope = `guild:${all.guild.id}` as const;
  const { article } = await all.pilcrow.articles.add(
    scope,
    articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges."),
    { addedBy: all.cat.id },
  );
  await all.pilcrow.library.giveFeedback(scope, {
    person: all.ada.id,
    articleId: article.id,
    paragraph: 2,
    verdict: "good",
  });
  const verdicts = async () => (await all.store.feedback.list(scope)).map(({ paragraph }) => paragraph);
  const details = async () => (await all.pilcrow.articles.details(scope))[0];
  return { ...all, scope, id: article.id, verdicts, details };
}

describe("/article rename", () => {
  test("gives another title, by which it is then found", async () => {
    const { ada, bob, channel, verdicts, details } = await foxScene();
    const rename = async (title: string, article = "foxes") =>
      (await outcome(bob.use("article rename", { article, title }, channel))).content;
    expect(visibleText(await rename("*Badgers* of @everyone"))).toBe("Foxes is called *Badgers* of @everyone now.");
    expect(await details()).toMatchObject({ title: "*Badgers* of @everyone", paragraphs: 2, refreshedAt: null });
    expect(await verdicts()).toEqual([2]);
    const [choice] = await ada.type("article show", "article", "badgr", {}, channel).choices();
    expect(choice?.name).toBe("*Badgers* of @everyone");
    expect(await rename("*Badgers* of @everyone", "badgers")).toContain("is called so already");
    expect(await rename(" \u200b ", "badgers")).toContain("The new title is empty.");
  });

  test("is for those who may manage, and not for everyone's articles", async () => {
    const { ada, bob, channel, pilcrow, details } = await foxScene();
    await pilcrow.articles.add("house", articleOf("Trams", "Trams run hourly."));
    const byAda = await outcome(ada.use("article rename", { article: "foxes", title: "Ours" }, channel));
    expect(byAda.content).toContain("may manage this server");
    const ofAll = await outcome(bob.use("article rename", { article: "trams", title: "Ours" }, channel));
    expect(ofAll.content).toContain("everyone's");
    expect(await details()).toMatchObject({ title: "Foxes" });
    expect((await outcome(ada.use("article rename", { article: "foxes", title: "Mine" }))).content).toContain(
      "no article called",
    );
  });
});

describe("/article replace", () => {
  test("gives another file, keeps title and verdicts, and tells what changed", async () => {
    const { ada, bob, channel, verdicts, details } = await foxScene();
    const next = file("new.md", "# Other\n\nThey run.\n\nThey hide.\n\nThey sleep under old bridges.\n");
    const { content } = await outcome(bob.use("article replace", { article: "foxes", file: next }, channel));
    expect(content).toBe("Replaced the text of **Foxes**: 2 new paragraphs, 1 gone, 1 as before.");
    expect(await details()).toMatchObject({ title: "Foxes", source: "new.md", sourceKind: "file", addedBy: bob.id });
    expect(await verdicts()).toEqual([3]);
    const reply = await ada.use("ask", { question: "Where do they sleep, under old bridges?" }, channel).reply();
    expect(seen(reply)).toContain("Foxes · ¶ 3 of 3");
    const same = await outcome(bob.use("article replace", { article: "foxes", file: next }, channel));
    expect(same.content).toBe("**Foxes** has this text already. Nothing was changed.");
  });

  test("takes an address, and a text from a form; without an address it is fetched no more", async () => {
    const { bob, channel, loopback, details, verdicts } = await foxScene();
    const page = new TextEncoder().encode("# Page\n\nThey sleep under old bridges.\n");
    const { url } = loopback.world.addFile(loopback.base, "page.md", page, "text/markdown");
    const byUrl = await outcome(bob.use("article replace", { article: "foxes", url }, channel));
    expect(byUrl.content).toBe("Replaced the text of **Foxes**: 0 new paragraphs, 1 gone, 1 as before.");
    await outcome(bob.use("article refresh", { article: "foxes", every: "weekly" }, channel));
    expect(await details()).toMatchObject({ source: url, sourceKind: "url", plan: { pace: "weekly" } });
    const opened = bob.use("article replace", { article: "foxes" }, channel);
    expect(await opened.acknowledged()).toBe(9);
    const sent = await bob.submit(opened, { text: "They sleep under old bridges.\n\nThey bark." });
    expect((await outcome(sent)).content).toBe(
      "Replaced the text of **Foxes**: 1 new paragraph, 0 gone, 1 as before.\n" +
        "It has no address now, so it is not fetched again by itself any more.",
    );
    expect(await details()).toMatchObject({ sourceKind: "text", plan: null });
    expect(await verdicts()).toEqual([1]);
  });

  test("that fails leaves the old text, and says why", async () => {
    const { ada, bob, channel, loopback, details, embedder, log } = await foxScene();
    const before = await details();
    const replace = async (options: object) =>
      visibleText((await outcome(bob.use("article replace", { article: "foxes", ...options }, channel))).content);
    expect(await replace({ file: file("a.md", "") })).toContain("holds no paragraph");
    const { url } = loopback.world.addFile(loopback.base, "page.md", new Uint8Array(), "text/markdown");
    loopback.world.files.delete(new URL(url).pathname);
    expect(await replace({ url })).toContain("no such page");
    expect(await replace({ url: "https://a.example", file: file("a.md", "A.") })).toContain("not both");
    expect(await replace({ file: { name: "large.txt", data: new Uint8Array(10_100_000).fill(65) } })).toContain(
      "at most 10 MB",
    );
    embedder.closed = true;
    expect(await replace({ file: file("a.md", "They bark.") })).toContain("Something went wrong");
    embedder.closed = false;
    expect(await details()).toEqual(before);
    expect(log.of("error")).toHaveLength(1);
    const reply = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
    expect(seen(reply)).toContain("Foxes eat plums in autumn.");
  });

  test("opens no form for those who may not, or whose text would not be taken", async () => {
    const { ada, channel } = await foxScene();
    const refused = await outcome(ada.use("article replace", { article: "foxes" }, channel));
    expect(refused.content).toContain("may manage this server");
    const quotas = { ...DEFAULT_RULES.quotas, importsPerHour: 1 };
    const { cat, pilcrow } = await libraryScene({ rules: { ...DEFAULT_RULES, quotas } });
    await pilcrow.articles.add(`user:${cat.id}`, articleOf("Foxes", "They bark."));
    const late = await outcome(cat.use("article replace", { article: "foxes" }));
    expect(late.content).toContain("At most 1 articles can be added here in an hour");
  });
});

describe("the report of what was added", () => {
  test("has buttons to ask, show, rename and remove it, which ask who may", async () => {
    const { ada, bob, channel, pilcrow, guild, loopback } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, articleOf("Trams", "Trams eat nothing in autumn."));
    const sent = bob.send(`${bob.botMention} add this`, channel, {
      files: [file("f.md", "# Foxes\n\nFoxes eat plums in autumn.\n")],
    });
    const report = await loopback.world.until("the report", () => {
      const answer = bob.messages(channel).find(({ message_reference }) => message_reference?.message_id === sent.id);
      return answer?.content.startsWith("Added") ? answer : undefined;
    });
    const asked = await ada.submit(ada.press(report, "Ask"), { question: "What do they eat in autumn?" });
    expect(seen(await asked.reply())).toContain("Foxes eat plums in autumn.");
    expect((await ada.press(report, "Show").reply()).embeds[0]).toMatchObject({ title: "Foxes" });
    for (const label of ["Rename", "Remove"])
      expect((await ada.press(report, label).reply()).content).toContain("may manage this server");
    const renamed = await bob.submit(bob.press(report, "Rename"), { title: "Badgers" });
    expect((await outcome(renamed)).content).toBe("**Foxes** is called **Badgers** now.");
    const confirm = await bob.press(report, "Remove").reply();
    expect(confirm.content).toBe("Remove **Badgers** (1 paragraph)?");
    await bob.press(confirm, "Remove").acknowledged();
    await expect.poll(async () => (await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(["Trams"]);
    const late = await bob.submit(bob.press(report, "Ask"), { question: "What do they eat in autumn?" });
    for (const one of [late, ...["Show", "Rename", "Remove"].map((label) => bob.press(report, label))])
      expect((await one.reply()).content).toBe("This article is not here any more.");
  });
});
