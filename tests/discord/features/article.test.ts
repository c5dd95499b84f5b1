import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_RULES } from "../../../src/library/quotas.js";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene, start } from "../scene.js";
import { seen } from "../seen.js";
import { messageWith, outcome } from "../text-waiting.js";

const foxes = "# Foxes\n\nFoxes eat plums in autumn.\n\n## Sleep\n\nThey sleep under old bridges.\n";

function file(name: string, text: string, type = "text/markdown") {
  return { name, data: new TextEncoder().encode(text), type };
}

const pageNumbers = Array.from({ length: 23 }, (_, at) => at);

describe("/article add", () => {
  test("adds a file to the server, for its members alone, and says what was read", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const added = bob.use("article add", { file: file("foxes.md", foxes) }, channel);
    expect(await added.acknowledged()).toBe(5);
    expect((await outcome(added)).content).toBe("Added **Foxes**: 2 paragraphs · 77 bytes.");
    expect(ada.messages(channel)).toEqual([]);
    const [kept] = await pilcrow.articles.details(`guild:${guild.id}`);
    expect(kept).toMatchObject({ source: "foxes.md", sourceKind: "file", addedBy: bob.id, bytes: 77 });
    const reply = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
    expect(seen(reply)).toContain("Foxes eat plums in autumn.");
    expect((await ada.use("ask", { question: "What do foxes eat?" }).reply()).content).toContain("no article");
  });

  test("adds what is at an address, under a title of one's own, to a person's articles", async () => {
    const { ada, pilcrow, loopback } = await libraryScene();
    const { url } = loopback.world.addFile(loopback.base, "page.md", new TextEncoder().encode(foxes), "text/markdown");
    const { content } = await outcome(ada.use("article add", { url, title: "*My* foxes" }));
    expect(content).toBe("Added **\\*My\\* foxes**: 2 paragraphs · 77 bytes.");
    const [kept] = await pilcrow.articles.details(`user:${ada.id}`);
    expect(kept).toMatchObject({ title: "*My* foxes", source: url, sourceKind: "url" });
  });

  test("tells what of a document is missing", async () => {
    const { ada } = await libraryScene();
    const scanned = readFileSync(
      new URL("../../documents/formats/fixtures/pdf-partly-scanned/source.pdf", import.meta.url),
    );
    const sent = { name: "ferry.pdf", data: scanned, type: "application/pdf" };
    const { content } = await outcome(ada.use("article add", { file: sent }));
    expect(content.split("\n")).toEqual([
      expect.stringMatching(/^Added \*\*ferry\*\*: 3 paragraphs · [\d.]+ KB · to page 6\.$/),
      "Left out: 6 page numbers, 2 turned lines (stamps, watermarks). " +
        "Could not be read: pages 2, 4, 5 and 7 (no text there: scanned or blank).",
    ]);
    expect(seen(await ada.use("ask", { question: "What does the ferry carry?" }).reply())).toContain("page 1");
  });

  test("with neither opens the paste form", async () => {
    const { ada, pilcrow } = await libraryScene();
    const opened = ada.use("article add", { title: "Pasted" });
    expect(await opened.acknowledged()).toBe(9);
    const sent = await ada.submit(opened, { text: "Foxes eat plums.\n\nThey sleep long." });
    expect((await outcome(sent)).content).toMatch(/^Added \*\*Pasted\*\*: 2 paragraphs/);
    expect(await pilcrow.articles.details(`user:${ada.id}`)).toMatchObject([{ title: "Pasted", sourceKind: "text" }]);
  });

  test("does nothing for members without the permission, whatever they use", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    for (const options of [{}, { url: "https://example.org" }, { file: file("a.md", foxes) }]) {
      expect((await outcome(ada.use("article add", options, channel))).content).toContain("may manage this server");
    }
    expect(await pilcrow.library.list(`guild:${guild.id}`)).toEqual([]);
  });

  test("is for roles that the settings name", async () => {
    const { cat, channel, editors, guild, pilcrow } = await libraryScene();
    const add = async () => (await outcome(cat.use("article add", { file: file("foxes.md", foxes) }, channel))).content;
    expect(await add()).toContain("may manage");
    await pilcrow.settings.change(`guild:${guild.id}`, { managerRoles: [editors] });
    expect(await add()).toContain("Added **Foxes**");
  });

  test.each([
    ["an empty file", { file: file("a.md", "") }, /holds no paragraph/],
    [
      "a picture",
      {
        file: { name: "a.png", data: Uint8Array.of(0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13), type: "image/png" },
      },
      /Cannot read "a.png": it is not text/,
    ],
    ["no address", { url: "**nowhere**" }, /is not a web address/],
    ["both", { url: "https://a.example", file: file("a.md", foxes) }, /one of a file, an address and a channel/],
  ])("says what is wrong with %s", async (_, options, message) => {
    const { ada, log } = await libraryScene();
    expect(visibleText((await outcome(ada.use("article add", options))).content)).toMatch(message);
    expect(log.of("error")).toEqual([]);
  });

  test("says what is here already, what is too much, and what the operator forbids", async () => {
    const rules = { ...DEFAULT_RULES, guildArticles: false, quotas: { ...DEFAULT_RULES.quotas, articles: 1 } };
    const { ada, bob, channel } = await libraryScene({ rules: { ...rules, quotas: { ...rules.quotas, articles: 2 } } });
    const add = async (text: string) => (await outcome(ada.use("article add", { file: file("x.md", text) }))).content;
    expect(await add(foxes)).toContain("Added");
    expect(await add(foxes)).toBe("This is here already: **Foxes** has the same content. Nothing was added.");
    expect(await add("Another one.")).toContain("Added");
    expect(await add("A third one.")).toContain("At most 2 articles can be kept here");
    const inServer = await outcome(bob.use("article add", { file: file("x.md", foxes) }, channel));
    expect(inServer.content).toContain("does not allow articles to be added in servers");
  });

  test("opens no form for those whose text would not be taken, and fetches nothing that is too large", async () => {
    const { ada } = await libraryScene({ rules: { ...DEFAULT_RULES, dmArticles: false } });
    const refused = await outcome(ada.use("article add"));
    expect(refused.content).toContain("does not allow articles to be added in direct messages");
    const { bob, channel } = await libraryScene();
    const large = { name: "large.txt", data: new Uint8Array(10_100_000).fill(65) };
    const { content } = await outcome(bob.use("article add", { file: large }, channel));
    expect(content).toBe("**large.txt** has 10.1 MB; at most 10 MB are read. Split it, or send its text.");
  });

  test("shows its progress at most every two seconds, while questions are answered", async () => {
    const { ada, pilcrow, loopback } = await libraryScene({ delay: 500 });
    await pilcrow.articles.add("house", articleOf("Trams", "The tram to Lindmoor runs hourly."));
    const long = pageNumbers.concat(pageNumbers, pageNumbers).map((at) => `Paragraph ${Math.random()} ${at}.`);
    const added = ada.use("article add", { file: file("long.txt", long.join("\n\n"), "text/plain") });
    const asked = await ada.use("ask", { question: "When runs the tram to Lindmoor?" }).reply();
    expect(seen(asked)).toContain("runs hourly");
    const texts: string[] = [];
    await loopback.world.until("the report", () => {
      const { content = "" } = loopback.world.messages.get(added.interaction.responseId ?? "")?.message ?? {};
      if (content !== "" && texts.at(-1) !== content) texts.push(content);
      return content.startsWith("Added") ? content : undefined;
    });
    expect(texts.some((text) => /^Reading .*\n`[█░]{20}` \d+ % · ¶ \d+ of 69 paragraphs$/.test(text))).toBe(true);
    // Bars of two seconds each: far fewer than paragraphs.
    expect(texts.length).toBeLessThan(10);
  });
});

describe("/article list", () => {
  test("has pages with buttons, which work after a restart and for nobody else", async () => {
    const { ada, bob, channel, guild, pilcrow, log, loopback, bot } = await libraryScene();
    for (const at of pageNumbers) {
      const number = String(at).padStart(2, "0");
      await pilcrow.articles.add(`guild:${guild.id}`, articleOf(`Article ${number}`, `Its number is ${number}.`));
    }
    const first = await ada.use("article list", {}, channel).reply();
    expect(first.embeds[0]).toMatchObject({ title: "23 articles", footer: { text: "Page 1 of 3" } });
    expect(first.embeds[0]?.description?.split("\n")).toHaveLength(10);
    expect(() => ada.press(first, "‹")).toThrow("disabled");
    await bot.close();
    await start(loopback, pilcrow, log);
    const second = await ada.press(first, "›").reply();
    expect(second.id).toBe(first.id);
    const third = await loopback.world.until("page 3", () => {
      const now = ada.messages(channel)[0];
      if (now?.embeds[0]?.footer?.text === "Page 2 of 3") ada.press(now, "›");
      return now?.embeds[0]?.footer?.text === "Page 3 of 3" ? now : undefined;
    });
    expect(third.embeds[0]?.description?.split("\n")).toHaveLength(3);
    expect(() => ada.press(third, "›")).toThrow("disabled");
    const labels = [first, second, third].map(({ components }) => JSON.stringify(components).match(/[‹›]/g));
    expect(labels).toEqual([1, 2, 3].map(() => ["‹", "›"]));
    const [custom = ""] = /list:[^"]+/.exec(JSON.stringify(third.components)) ?? [];
    for (const forged of [bob.forge(third, custom, channel), ada.forge(third, custom, ada.direct)]) {
      expect((await forged.reply()).content).toBe("This button is not yours.");
    }
  });

  test("has the server's own first, counts as people do, and tells apart what has the same title", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add("house", articleOf("Chapter 1", "Everybody's."));
    for (const number of [10, 2, 1]) await pilcrow.articles.add(scope, articleOf(`Chapter ${number}`, `Of ${number}.`));
    await pilcrow.articles.add(scope, { ...articleOf("chapter  2", "Another one."), source: "other.md" });
    for (const text of ["One.", "Two."])
      await pilcrow.articles.add(scope, { ...articleOf("Notes", text), source: "pasted text" });
    const listed = async (filter?: string) =>
      (await ada.use("articles", filter === undefined ? {} : { filter }, channel).reply()).embeds[0];
    const { description = "", title } = (await listed()) ?? {};
    const names = description
      .split("\n")
      .map((line) => line.replace(" · 1 paragraph", "").replace(/<t:\d+:d>/, "TIME"));
    expect(title).toBe("7 articles");
    expect(names).toEqual([
      "**This server’s**",
      "- Chapter 1",
      "- Chapter 2 (Chapter 2.md)",
      "- chapter 2 (other.md)",
      "- Chapter 10",
      "- Notes (pasted text, TIME) #1",
      "- Notes (pasted text, TIME) #2",
      "**Everyone’s**",
      "- Chapter 1",
    ]);
    expect(await listed("chaptr 2")).toMatchObject({ title: "2 of 7 articles: “chaptr 2”" });
    const none = await ada.use("article list", { filter: "trams" }, channel).reply();
    expect(none.content).toBe("None of 7 articles here has “trams” in its title.");
  });

  test("fits, whatever the titles and sources, and pings nobody", async () => {
    const { ada, bob, channel, guild, pilcrow, loopback } = await libraryScene();
    for (const at of pageNumbers.slice(0, 12)) {
      const odd = { title: `${"*".repeat(290)} @everyone`, source: `${"_".repeat(300)}.md` };
      await pilcrow.articles.add(`guild:${guild.id}`, { ...articleOf("A", `Of ${at}.`), ...odd });
    }
    const { id, embeds } = await ada.use("articles", {}, channel).reply();
    expect(embeds[0]?.description?.split("\n")).toHaveLength(10);
    expect(loopback.world.messages.get(id)?.pings).toEqual([]);
    expect(bob.messages(channel)).toEqual([]);
  });

  test("keeps its filter from page to page, however long", async () => {
    const { ada, channel, guild, pilcrow } = await libraryScene();
    const words = "the long winding regulations of the ferry";
    for (const at of pageNumbers)
      await pilcrow.articles.add(`guild:${guild.id}`, articleOf(`${words} ${at}`, `Of ${at}.`));
    await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Trams", "They run."));
    const first = await ada.use("article list", { filter: words.slice(0, 40) }, channel).reply();
    expect(first.embeds[0]?.title).toMatch(/^23 of 24 articles: “the long/);
    const second = await ada.press(first, "›").reply();
    expect(second.embeds[0]).toMatchObject({ title: first.embeds[0]?.title });
  });

  test("says when there is nothing", async () => {
    const { ada } = await libraryScene();
    expect((await ada.use("article list").reply()).content).toContain("no article");
  });
});

test("/article show gives the outline, the source, who added it and when", async () => {
  const { ada, bob, channel } = await libraryScene();
  await outcome(bob.use("article add", { file: file("foxes.md", foxes) }, channel));
  const [choice] = await ada.type("article show", "article", "foxs", {}, channel).choices();
  const { embeds } = await ada.use("article show", { article: String(choice?.value) }, channel).reply();
  expect(embeds[0]).toMatchObject({ title: "Foxes", description: "¶ 1 · 1 paragraph\n- Sleep · ¶ 2 · 1 paragraph" });
  const fields = Object.fromEntries((embeds[0]?.fields ?? []).map(({ name, value }) => [name, value]));
  expect(fields).toMatchObject({ Length: "2 paragraphs", Source: "foxes.md", "Added by": `<@${bob.id}>` });
  expect(fields.Added).toMatch(/^<t:\d+:f>$/);
  expect(Object.keys(fields)).toEqual(["Length", "Source", "Added by", "Added"]);
});

test("/article show gives the site and the day of publication where the document told", async () => {
  const { ada } = await libraryScene();
  const page = `<!doctype html><html><head><title>Foxes</title><meta property="og:site_name" content="The *Daily* Fox">
    <meta property="article:published_time" content="2019-03-04T23:30:00-08:00"></head>
    <body><article><h1>Foxes</h1><p>Foxes eat plums in autumn.</p></article></body></html>`;
  await outcome(ada.use("article add", { file: file("foxes.html", page, "text/html") }));
  const { embeds } = await ada.use("article show", { article: "foxes" }).reply();
  const fields = Object.fromEntries((embeds[0]?.fields ?? []).map(({ name, value }) => [name, value]));
  expect(fields).toMatchObject({ Site: "The \\*Daily\\* Fox", Published: "2019-03-04" });
});

describe("/article remove", () => {
  test("asks first, removes, and takes it back", async () => {
    const { bob, channel, guild, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Foxes", "Foxes eat plums."));
    const titles = async () => (await pilcrow.library.list(`guild:${guild.id}`)).map(({ title }) => title);
    const remove = () => bob.use("article remove", { article: "foxes" }, channel).reply();
    expect((await bob.press(await remove(), "Keep").acknowledged()) > 0).toBe(true);
    const asked = await remove();
    expect(asked.content).toBe("Remove **Foxes** (1 paragraph)?");
    expect(await titles()).toEqual(["Foxes"]);
    const removed = bob.press(asked, "Remove");
    const told = await messageWith(loopback, bob, channel, /^Removed \*\*Foxes\*\*/);
    expect(removed.interaction.callback).toBe(6);
    expect(await titles()).toEqual([]);
    bob.press(told, "Undo");
    await messageWith(loopback, bob, channel, /^\*\*Foxes\*\* is here again\.$/);
    expect(await titles()).toEqual(["Foxes"]);
  });

  test("an undo that fails keeps its button", async () => {
    const quotas = { ...DEFAULT_RULES.quotas, articles: 1 };
    const { bob, channel, guild, pilcrow, loopback } = await libraryScene({ rules: { ...DEFAULT_RULES, quotas } });
    const scope = `guild:${guild.id}` as const;
    await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums."));
    bob.press(await bob.use("article remove", { article: "foxes" }, channel).reply(), "Remove");
    const removed = await messageWith(loopback, bob, channel, /^Removed \*\*Foxes\*\*/);
    const undo = async () => {
      const pressed = bob.press(removed, "Undo");
      return loopback.world.until("the outcome", () => pressed.followUps()[0]?.content);
    };
    const { article } = await pilcrow.articles.add(scope, articleOf("Trams", "Trams run."));
    expect(await undo()).toContain("At most 1 articles can be kept here");
    await pilcrow.articles.remove(scope, article.id);
    const again = await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums."));
    expect(await undo()).toBe("Its content was added again meanwhile. Nothing was changed.");
    await pilcrow.articles.remove(scope, again.article.id);
    bob.press(removed, "Undo");
    await messageWith(loopback, bob, channel, /^\*\*Foxes\*\* is here again\.$/);
  });

  test("is refused to others, also by button, and for global articles", async () => {
    const { ada, bob, channel, guild, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Foxes", "Foxes eat plums."));
    await pilcrow.articles.add("house", articleOf("Trams", "Trams run hourly."));
    expect((await ada.use("article remove", { article: "foxes" }, channel).reply()).content).toContain("may manage");
    expect((await bob.use("article remove", { article: "trams" }, channel).reply()).content).toContain("everyone's");
    expect(await bob.type("article remove", "article", "", {}, channel).choices()).toHaveLength(1);
    const asked = await bob.use("article remove", { article: "foxes" }, channel).reply();
    const [custom = ""] = /remove:[\w:-]+/.exec(JSON.stringify(asked.components)) ?? [];
    expect((await ada.forge(asked, custom, channel).reply()).content).toBe("This button is not yours.");
    // Even as her own she may not press it.
    const own = custom.replace(bob.id, ada.id);
    const forged = ada.forge(asked, own, channel);
    await loopback.world.until("the refusal", () => forged.followUps()[0]);
    expect(forged.followUps()[0]?.content).toContain("may manage this server");
    expect(await pilcrow.library.list(`guild:${guild.id}`)).toHaveLength(2);
  });
});
