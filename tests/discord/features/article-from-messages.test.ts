import { describe, expect, test } from "vitest";
import { articleOf, importsUnderWay } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene } from "../scene.js";
import { seen, textsOf } from "../seen.js";
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
    // A message's address leads back to it, and names nobody.
    const address = `https://discord.com/channels/${guild.id}/${channel.id}/${text.id}`;
    expect(kept.map(({ source }) => source).sort()).toEqual([address, "w.md"]);
    const asked = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
    expect(textsOf(asked).join("\n")).toContain(`](<${address}>) · ¶ 1 of`);
  });

  test("asks about it and keeps nothing", async () => {
    const { ada, bob, channel, guild, store } = await libraryScene();
    const text = bob.send("Foxes eat plums in autumn. They sleep under old bridges.", channel);
    const form = ada.useOn(text, "Ask about this message");
    const answer = await (await ada.submit(form, { question: "What do foxes eat in autumn?" })).reply();
    expect(seen(answer)).toContain("Foxes eat plums in autumn.");
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
    expect(seen(await ada.replyTo(ada.send("What do foxes eat in autumn?")))).toContain("eat plums");
    expect((await bob.replyTo(bob.send("What do foxes eat in autumn?"))).content).toContain("no article");
    expect(await pilcrow.articles.details(`user:${ada.id}`)).toMatchObject([{ addedBy: ada.id, sourceKind: "file" }]);
  });

  test("with files and a question adds them all, then answers the question", async () => {
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
    ]);
    await messageWith(loopback, ada, ada.direct, /Foxes eat plums[\s\S]*“What do they eat\?”$/);
  });

  test("with a file and a question asks the file alone", async () => {
    const { ada, pilcrow, loopback } = await libraryScene();
    await pilcrow.articles.add(`user:${ada.id}`, articleOf("Wolves", "Wolves eat plums in autumn."));
    const foxes = { name: "foxes.md", data: bytes("# Foxes\n\nFoxes eat plums in autumn.\n") };
    ada.send("What is eaten in autumn, plums?", ada.direct, { files: [foxes] });
    expect(seen(await messageWith(loopback, ada, ada.direct, /says:[\s\S]*autumn, plums/))).toContain(
      "Foxes · ¶ 1 of 1",
    );
  });

  test("of addresses adds them; in a server for those who may, and a question beside a file is answered there", async () => {
    const { ada, bob, channel, guild, pilcrow, loopback } = await libraryScene();
    const file = (name: string) => {
      const data = bytes(`# ${name}\n\n${name} eat plums in autumn.\n`);
      return loopback.world.addFile(loopback.base, `${name}.md`, data, "text/markdown").url;
    };
    ada.send(`<${file("Foxes")}> ${file("Wolves")}`);
    await messageWith(loopback, ada, ada.direct, /^Added \*\*Foxes\*\*[\s\S]*\nAdded \*\*Wolves\*\*/);
    const scope = `guild:${guild.id}` as const;
    ada.send(`${ada.botMention} please add ${file("Bears")}`, channel);
    await messageWith(loopback, ada, channel, /may manage this server/);
    expect(await pilcrow.library.list(scope)).toEqual([]);
    bob.send(`${bob.botMention} add this`, channel, {
      files: [{ name: "o.md", data: bytes("# Owls\n\nOwls hoot.\n") }],
    });
    await messageWith(loopback, bob, channel, /^Added \*\*Owls\*\*: [^\n]*$/);
    const picture = { name: "picture.png", data: bytes("PNG") };
    const asked = ada.send(`${ada.botMention} Do owls hoot?`, channel, { files: [picture] });
    expect(seen(await ada.replyTo(asked))).toContain("Owls hoot.");
  });
});
