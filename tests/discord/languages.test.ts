import { describe, expect, test } from "vitest";
import { articleOf } from "../library/articles.js";
import { libraryScene } from "./scene.js";
import { buttonsOf, seen } from "./seen.js";

describe("what one person alone reads", () => {
  test("is in the language of their Discord", async () => {
    const { channel, ada } = await libraryScene();
    ada.locale = "de";
    const reply = await ada.use("article show", { article: "Brücke" }, channel).reply();
    expect(reply.content).toBe("Hier gibt es keinen Artikel namens „Brücke“. `/artikelliste` zeigt, welche es gibt.");
  });

  test("is English where their language is none of ours", async () => {
    const { channel, ada } = await libraryScene();
    ada.locale = "uk";
    const reply = await ada.use("article show", { article: "Brücke" }, channel).reply();
    expect(reply.content).toBe("There is no article called “Brücke” here. `/articles` lists what there is.");
  });
});

test("an answer, what stands around it and what goes on from it are in its readers' language, the article's words as they are", async () => {
  const { guild, channel, pilcrow, ada, bob } = await libraryScene();
  const scope = `guild:${guild.id}` as const;
  await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums in autumn.", "Owls sleep in barns."));
  await pilcrow.settings.change(scope, { language: "ru" });
  ada.locale = "de";
  const inPublic = await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
  expect(seen(inPublic)).toContain("¶ 1:\nFoxes eat plums in autumn.\nFoxes · ¶ 1 из 2");
  expect(buttonsOf(inPublic)).toEqual(expect.arrayContaining(["Почему?", "Удалить"]));
  const inPrivate = await ada.use("ask", { question: "What do foxes eat in autumn?", private: true }, channel).reply();
  expect(seen(inPrivate)).toContain("¶ 1 sagt:\nFoxes eat plums in autumn.\nFoxes · ¶ 1 von 2");
  expect(buttonsOf(inPrivate)).toEqual(expect.arrayContaining(["Warum?", "Teilen"]));
  // Below a public answer the person who presses reads their own language.
  bob.locale = "zh-CN";
  const why = await bob.press(inPublic, "Почему?").reply();
  expect(seen(why)).toContain("余弦相似度");
});

test("what is shared is in the language of those who read it then, as long as it is what was found", async () => {
  const { guild, channel, pilcrow, ada } = await libraryScene();
  const scope = `guild:${guild.id}` as const;
  await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums in autumn.", "Owls sleep in barns."));
  await pilcrow.settings.change(scope, { language: "ru" });
  ada.locale = "de";
  const question = "What do foxes eat in autumn?";
  const hidden = await ada.use("ask", { question, private: true }, channel).reply();
  const shared = await ada.press(hidden, "Teilen").reply();
  expect(seen(shared)).toContain("¶ 1:\nFoxes eat plums in autumn.\nFoxes · ¶ 1 из 2");
  expect(buttonsOf(shared)).toEqual(["¶ 2 ›", "👍", "👎", "Почему?", "Удалить"]);
  // Walked on from, it is shared as it is seen.
  const walked = ada.press(hidden, "¶ 2 ›");
  await walked.acknowledged();
  await expect.poll(() => seen(ada.messages(channel)[0] ?? hidden)).toContain("Owls");
  expect(seen(await ada.press(hidden, "Teilen").reply())).toContain("Owls sleep in barns.\nFoxes · ¶ 2 von 2");
});

test("a refusal counts the articles as the server's language does", async () => {
  const { guild, channel, pilcrow, ada } = await libraryScene();
  const scope = `guild:${guild.id}` as const;
  await pilcrow.articles.add(scope, articleOf("Foxes", "Foxes eat plums in autumn."));
  await pilcrow.settings.change(scope, { language: "ru", strictness: "strict" });
  const refused = async () => seen(await ada.use("ask", { question: "Who painted the ceiling?" }, channel).reply());
  expect(await refused()).toContain("В статье об этом не сказано.");
  await pilcrow.articles.add(scope, articleOf("Owls", "Owls sleep in barns."));
  expect(await refused()).toContain("В статьях об этом не сказано.");
});

describe("a direct message", () => {
  test("is in the language of the person's last command, and in English before any", async () => {
    const { loopback, guild, channel, pilcrow, ada } = await libraryScene();
    await pilcrow.settings.change(`guild:${guild.id}`, { channels: [] });
    guild.locale = "ru";
    const asked = () => ada.send(`${ada.botMention} How long is the bridge?`, channel);
    const told = (count: number) =>
      loopback.world.until(
        `message ${count}`,
        () => ada.messages().filter(({ author }) => author.id !== ada.id)[count - 1],
      );
    asked();
    expect((await told(1)).content).toMatch(/^From the server \*\*Town\*\*:\nI answer in no channel/);
    ada.locale = "fr";
    await ada.use("help", {}, channel).reply();
    asked();
    expect((await told(2)).content).toMatch(/^Du serveur \*\*Town\*\*\u00a0:\nJe ne réponds dans aucun salon/);
  });
});

describe("what all in a server read", () => {
  test.each([
    ["ru", "discord", "Здравствуйте!"],
    ["ru", "es", "¡Hola!"],
    ["pl", "discord", "Hello!"],
  ] as const)("is in the server's language %s, or by its settings in %s", async (locale, language, hello) => {
    const { loopback, pilcrow, ada } = await libraryScene();
    const guild = loopback.addGuild("Harbour");
    guild.locale = locale;
    guild.memberIds.add(ada.id);
    const channel = loopback.addChannel(guild);
    await pilcrow.settings.change(`guild:${guild.id}`, { language });
    loopback.gateway.joined(guild);
    expect(seen(await loopback.world.until("a greeting", () => ada.messages(channel)[0]))).toContain(hello);
  });
});
