import type { APIMessage } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene } from "../scene.js";
import { seen } from "../seen.js";
import { outcome } from "../text-waiting.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");

function file(name: string, text: string) {
  return { name, data: new TextEncoder().encode(text), type: "text/markdown" };
}

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

describe("/settings strictness", () => {
  // By command, by mention, and by direct message, where the server's settings do not hold.
  const [yes, no] = [
    [true, true, true],
    [false, false, false],
  ];
  const [yesButDirect, noButDirect] = [
    [true, true, false],
    [false, false, true],
  ];

  test("decides what is answered in the server, by command and by mention, and nowhere else", async () => {
    const { ada, bob, channel, guild, pilcrow } = await libraryScene();
    await pilcrow.articles.add(`guild:${guild.id}`, foxes);
    await pilcrow.articles.add(`user:${ada.id}`, foxes);
    // What each has in common with a paragraph is enough for some levels and too little for others.
    const questions = ["Which wild animals eat plums today?", "Which wild forest animals eat ripe purple plums today?"];
    const isAnswered = async (reply: Promise<APIMessage>) => seen(await reply).includes("says:");
    const answered = async (question: string) => [
      await isAnswered(ada.use("ask", { question }, channel).reply()),
      await isAnswered(ada.replyTo(ada.send(`${ada.botMention} ${question}`, channel))),
      await isAnswered(ada.replyTo(ada.send(question))),
    ];
    for (const [level, expected] of [
      [undefined, [yes, no]],
      ["strict", [noButDirect, no]],
      ["lenient", [yes, yesButDirect]],
      ["balanced", [yes, no]],
    ] as const) {
      if (level !== undefined) await bob.use("settings strictness", { level }, channel).reply();
      for (const [at, question] of questions.entries())
        expect([level, await answered(question)]).toEqual([level, expected[at]]);
    }
    await ada.use("ask", { question: String(questions[0]) }, channel).reply();
    expect(seen(await ada.use("why", {}, channel).reply())).toContain("threshold 0.500");
  });
});

describe("/settings roles", () => {
  test("lets a role's members add by file, paste and menu, refresh, choose the default and remove, until it is taken back", async () => {
    const { ada, bob, cat, channel, editors, guild, pilcrow, loopback } = await libraryScene();
    const scope = `guild:${guild.id}` as const;
    const page = loopback.world.addFile(
      loopback.base,
      "page.md",
      new TextEncoder().encode("# Page\n\nIt is long.\n"),
      "",
    );
    const text = ada.send("Hens sleep on poles.", channel);
    const refused = /Only members who may manage this server/;
    const change = (action: "add" | "remove") =>
      bob.use("settings roles", { change: action, role: editors }, channel).reply();
    const uses = [
      () => cat.use("article add", { file: file("foxes.md", "# Foxes\n\nFoxes eat plums.\n") }, channel),
      () => cat.use("article add", { url: page.url }, channel),
      () => cat.useOn(text, "Add as article"),
      () => cat.use("article refresh", { article: "page" }, channel),
      () => cat.use("article default", { article: "page" }, channel),
      () => cat.use("article remove", { article: "page" }, channel),
    ];
    const outcomes = async () => {
      const told: string[] = [];
      // One after the other: what is refreshed was added before.
      for (const use of uses) told.push((await outcome(use())).content);
      return told;
    };
    for (const content of await outcomes()) expect(content).toMatch(refused);
    expect(await pilcrow.library.list(scope)).toEqual([]);
    expect(() => cat.use("settings roles", { change: "add", role: editors }, channel)).toThrow("not offered");

    await change("add");
    for (const content of await outcomes()) expect(content).not.toMatch(refused);
    const form = cat.use("article add", { title: "Pasted" }, channel);
    expect((await outcome(await cat.submit(form, { text: "Owls hunt at night." }))).content).toContain("Added");
    expect((await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Foxes", "Page", "Pasted"]),
    );
    for (const { addedBy } of await pilcrow.articles.details(scope)) expect(addedBy).toBe(cat.id);
    // A member without the role still may not.
    expect((await outcome(ada.use("article add", { url: page.url }, channel))).content).toMatch(refused);

    await change("remove");
    for (const content of await outcomes()) expect(content).toMatch(refused);
  });
});
