import { describe, expect, test } from "vitest";
import { libraryScene } from "./scene.js";
import { seen } from "./seen.js";

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
    expect((await told(2)).content).toMatch(/^Du serveur \*\*Town\*\* :\nJe ne réponds dans aucun salon/);
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
