import { describe, expect, test, vi } from "vitest";
import { DEFAULT_RULES } from "../../src/library/quotas.js";
import { articleOf, importsUnderWay } from "../library/articles.js";
import { visibleText } from "../loopback/markdown.js";
import { libraryScene } from "./scene.js";
import { messageWith } from "./text-waiting.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const wolves = articleOf("Wolves", "Wolves eat plums in winter.", "They sleep in caves.");

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("/article default", () => {
  test("is asked first in its channel, until there is none", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`guild:${guild.id}`, wolves);
    const [none, choice] = await bob.type("article default", "article", "wolv", {}, channel).choices();
    expect([none?.value, choice?.name]).toEqual(["none", "Wolves"]);
    const set = (article: string) => bob.use("article default", { article }, channel).reply();
    const asked = async () =>
      JSON.stringify(await ada.use("ask", { question: "Who would eat plums in winter or autumn?" }, channel).reply());
    expect((await set(String(choice?.value))).content).toContain("asks **Wolves** first");
    expect(await asked()).not.toContain("Foxes");
    expect((await set("none")).content).toContain("all articles alike");
    expect(await asked()).toContain("Foxes");
    expect((await ada.use("article default", { article: "Foxes" }, channel).reply()).content).toContain("may manage");
  });
});

describe("/article refresh", () => {
  test("fetches again and tells what changed", async () => {
    const { ada, loopback, pilcrow } = await libraryScene();
    const page = "# Foxes\n\nFoxes eat plums.\n\nThey sleep long.\n";
    const { url } = loopback.world.addFile(loopback.base, "foxes.md", bytes(page), "text/markdown");
    await ada.use("article add", { url }).reply();
    const refresh = async () => (await ada.use("article refresh", { article: "foxes" }).reply()).content;
    expect(await refresh()).toBe("**Foxes** has not changed.");
    loopback.world.files.set(new URL(url).pathname, { type: "text/markdown", data: bytes(`${page}\nThey run.\n`) });
    expect(await refresh()).toBe("Refreshed **Foxes**: 1 new paragraph, 0 gone, 2 as before.");
    const edition = bytes(`${page}\n![A fox](fox.png)\n\nThey hide.\n`);
    loopback.world.files.set(new URL(url).pathname, { type: "text/markdown", data: edition });
    expect(await refresh()).toBe("Refreshed **Foxes**: 1 new paragraph, 1 gone, 2 as before.\nLeft out: 1 picture.");
    loopback.world.files.delete(new URL(url).pathname);
    expect(visibleText(await refresh())).toContain("no such page");
    expect(await pilcrow.library.list(`user:${ada.id}`)).toMatchObject([{ paragraphs: 3 }]);
  });

  test("fetches nothing that a quota will refuse", async () => {
    const quotas = { ...DEFAULT_RULES.quotas, importsPerHour: 1 };
    const { ada, loopback } = await libraryScene({ rules: { ...DEFAULT_RULES, quotas } });
    const { url } = loopback.world.addFile(
      loopback.base,
      "foxes.md",
      bytes("# Foxes\n\nFoxes eat plums.\n"),
      "text/markdown",
    );
    await ada.use("article add", { url }).reply();
    loopback.world.files.delete(new URL(url).pathname);
    const { content } = await ada.use("article refresh", { article: "foxes" }).reply();
    expect(content).toContain("At most 1 articles can be added here in an hour");
  });

  test("says when there is no address", async () => {
    const { ada, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    expect((await ada.use("article refresh", { article: "foxes" }).reply()).content).toContain("no web address");
    expect(await ada.type("article refresh", "article", "").choices()).toEqual([]);
  });
});

describe("/settings", () => {
  test("shows and changes them", async () => {
    const { bob, cat, channel, editors, guild, pilcrow } = await libraryScene();
    const use = async (name: string, options = {}) =>
      (await bob.use(`settings ${name}`, options, channel).reply()).embeds[0]?.description;
    expect(await use("show")).toContain("Strictness: **balanced**");
    expect(await use("strictness", { level: "strict" })).toContain("Strictness: **strict**");
    expect(await use("roles", { change: "add", role: editors })).toContain(`<@&${editors}>`);
    expect(await pilcrow.settings.get(`guild:${guild.id}`)).toMatchObject({
      managerRoles: [editors],
      strictness: "strict",
    });
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    expect((await cat.use("article remove", { article: "foxes" }, channel).reply()).content).toContain("Remove");
    expect(await use("roles", { change: "remove", role: editors })).not.toContain(editors);
    expect((await cat.use("article remove", { article: "foxes" }, channel).reply()).content).toContain("may manage");
  });

  test("say how many roles can be named, where there are more", async () => {
    const { bob, channel, guild, pilcrow, loopback } = await libraryScene();
    const managerRoles = Array.from({ length: 25 }, (_, at) => loopback.world.addRole(`Editors ${at}`, guild));
    await pilcrow.settings.change(`guild:${guild.id}`, { managerRoles });
    const role = loopback.world.addRole("One more", guild);
    const { content } = await bob.use("settings roles", { change: "add", role }, channel).reply();
    expect(visibleText(content)).toContain("at most 25 roles can be named; remove one first");
    expect((await pilcrow.settings.get(`guild:${guild.id}`)).managerRoles).toEqual(managerRoles);
  });

  test("are for those who may manage the server, even where the command is open to everyone", async () => {
    const { ada, cat, channel, editors, guild, pilcrow } = await libraryScene();
    expect(() => ada.use("settings show", {}, channel)).toThrow("not offered");
    guild.openCommands.add("settings");
    await pilcrow.settings.change(`guild:${guild.id}`, { managerRoles: [editors] });
    for (const person of [ada, cat]) {
      for (const [name, options] of [
        ["show", {}],
        ["strictness", { level: "lenient" }],
        ["roles", { change: "add", role: editors }],
      ] as const) {
        const { content, embeds } = await person.use(`settings ${name}`, options, channel).reply();
        expect(content).toContain("Only members who may manage this server");
        expect(embeds).toEqual([]);
      }
    }
    expect((await pilcrow.settings.get(`guild:${guild.id}`)).strictness).toBe("balanced");
  });
});

describe("a message's menu", () => {
  test("adds its text or its file", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const text = ada.send("Foxes eat plums in autumn. They sleep long.", channel);
    const withFile = ada.send("Look!", channel, { files: [{ name: "w.md", data: bytes("# Wolves\n\nThey howl.\n") }] });
    expect((await ada.useOn(text, "Add as article").reply()).content).toContain("may manage");
    expect((await bob.useOn(text, "Add as article").reply()).content).toMatch(/^Added \*\*Foxes eat plums/);
    expect((await bob.useOn(withFile, "Add as article").reply()).content).toMatch(/^Added \*\*Wolves\*\*/);
    const kept = await pilcrow.articles.details(`guild:${guild.id}`);
    expect(kept.map(({ source }) => source).sort()).toEqual(["message by ada", "w.md"]);
  });

  test("asks about it and keeps nothing", async () => {
    const { ada, bob, channel, guild, store } = await libraryScene();
    const text = bob.send("Foxes eat plums in autumn. They sleep under old bridges.", channel);
    const form = ada.useOn(text, "Ask about this message");
    const { embeds } = await (await ada.submit(form, { question: "What do foxes eat in autumn?" })).reply();
    expect(visibleText(embeds[0]?.description ?? "")).toContain("Foxes eat plums in autumn.");
    for (const scope of ["house", `guild:${guild.id}`, `user:${ada.id}`] as const) {
      expect(await store.articles.list(scope)).toEqual([]);
      expect(await importsUnderWay(store, scope)).toBe(0);
    }
    const empty = bob.send("", channel, { files: [{ name: "a.txt", data: bytes("x") }] });
    expect((await ada.useOn(empty, "Ask about this message").reply()).content).toContain("no text to ask about");
  });
});

describe("a direct message", () => {
  test("with a file adds it for its author alone, and says how to ask", async () => {
    const { ada, bob, pilcrow, loopback } = await libraryScene();
    const file = { name: "foxes.md", data: bytes("# Foxes\n\nFoxes eat plums in autumn.\n") };
    ada.send("", ada.direct, { files: [file] });
    const { content } = await messageWith(loopback, ada, ada.direct, /^Added/);
    expect(content).toMatch(
      /^Added \*\*Foxes\*\*: 1 paragraph .*\nOnly you can ask it, here: just write your question\.$/,
    );
    const { embeds } = await ada.replyTo(ada.send("What do foxes eat in autumn?"));
    expect(visibleText(embeds[0]?.description ?? "")).toContain("eat plums");
    expect((await bob.replyTo(bob.send("What do foxes eat in autumn?"))).content).toContain("no article");
    expect(await pilcrow.articles.details(`user:${ada.id}`)).toMatchObject([{ addedBy: ada.id, sourceKind: "file" }]);
  });

  test("with a file and a question adds the file and says to ask again; several files are all added", async () => {
    const { ada, loopback } = await libraryScene();
    const files = [
      { name: "foxes.md", data: bytes("# Foxes\n\nFoxes eat plums.\n") },
      { name: "nothing.md", data: bytes("") },
      { name: "wolves.md", data: bytes("# Wolves\n\nWolves howl.\n") },
    ];
    ada.send("What do they eat?", ada.direct, { files });
    const { content } = await messageWith(loopback, ada, ada.direct, /Wolves/);
    expect(visibleText(content).split("\n")).toEqual([
      expect.stringMatching(/^Added Foxes/),
      expect.stringContaining("holds no paragraph"),
      expect.stringMatching(/^Added Wolves/),
      expect.stringContaining("send your question once more"),
    ]);
  });

  test("that is an address adds it; in a server it is a question", async () => {
    const { ada, channel, guild, pilcrow, loopback } = await libraryScene();
    const { url } = loopback.world.addFile(
      loopback.base,
      "f.md",
      bytes("# Foxes\n\nFoxes eat plums.\n"),
      "text/markdown",
    );
    ada.send(`<${url}>`);
    await messageWith(loopback, ada, ada.direct, /^Added \*\*Foxes\*\*/);
    await ada.replyTo(ada.send(`${ada.botMention} ${url}`, channel));
    expect(await pilcrow.library.list(`guild:${guild.id}`)).toEqual([]);
  });
});

describe("/privacy", () => {
  test("shows what is kept and deletes it once that is confirmed", async () => {
    const { ada, guild, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`user:${ada.id}`, foxes, { addedBy: ada.id });
    await pilcrow.articles.add(`guild:${guild.id}`, wolves, { addedBy: ada.id });
    await ada.use("ask", { question: "What do foxes eat?" }).reply();
    const kept = await ada.use("privacy").reply();
    expect(kept.content).toContain("1 article of your own");
    expect(kept.content).toContain("your name on 1 article that you added to 1 server");
    ada.press(kept, "Delete all of it");
    ada.press(await messageWith(loopback, ada, ada.direct, /cannot be undone/), "Delete");
    await messageWith(loopback, ada, ada.direct, /^Deleted\./);
    expect(await pilcrow.library.list(`user:${ada.id}`)).toEqual([]);
    expect(await pilcrow.articles.details(`guild:${guild.id}`)).toMatchObject([{ title: "Wolves", addedBy: null }]);
    expect((await ada.use("privacy").reply()).components ?? []).toEqual([]);
    expect((await ada.use("why").reply()).content).toContain("I remember no question");
  });
});

test("servers that remove the bot are noted, those that are away for a while are not", async () => {
  const { ada, channel, guild, pilcrow, loopback } = await libraryScene();
  const left = vi.spyOn(pilcrow.retention, "guildLeft");
  const joined = vi.spyOn(pilcrow.retention, "guildJoined");
  loopback.gateway.left(guild, { unavailable: true });
  loopback.gateway.joined(guild);
  const other = loopback.addGuild("Village");
  loopback.gateway.joined(other);
  loopback.gateway.left(other);
  await loopback.world.until("the note", () => left.mock.calls[0]);
  await ada.use("help", {}, channel).reply();
  expect(left.mock.calls).toEqual([[other.id]]);
  expect(joined.mock.calls).toContainEqual([other.id]);
});
