import { describe, expect, test } from "vitest";
import { importsUnderWay } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene } from "../scene.js";
import { messageWith, outcome } from "../text-waiting.js";

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe("a message's menu", () => {
  test("adds its text or its file", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    const text = ada.send("Foxes eat plums in autumn. They sleep long.", channel);
    const withFile = ada.send("Look!", channel, { files: [{ name: "w.md", data: bytes("# Wolves\n\nThey howl.\n") }] });
    expect((await outcome(ada.useOn(text, "Add as article"))).content).toContain("may manage");
    expect((await outcome(bob.useOn(text, "Add as article"))).content).toMatch(/^Added \*\*Foxes eat plums/);
    expect((await outcome(bob.useOn(withFile, "Add as article"))).content).toMatch(/^Added \*\*Wolves\*\*/);
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
    const { content } = await messageWith(loopback, ada, ada.direct, /^Added[\s\S]*Wolves/);
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
