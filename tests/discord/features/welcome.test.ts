import { expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { libraryScene } from "../scene.js";
import { seen } from "../seen.js";

test("a server that the bot was just added to is told two things to do, with buttons that do them", async () => {
  const { bob, loopback, pilcrow } = await libraryScene();
  const guild = loopback.addGuild("Harbour");
  const channel = loopback.addChannel(guild);
  guild.memberIds.add(bob.id);
  guild.managerIds.add(bob.id);
  loopback.gateway.joined(guild);
  const hello = await loopback.world.until("a greeting", () => bob.messages(channel)[0]);
  expect(seen(hello)).toContain("Two things to do first in this server");
  const form = bob.press(hello, "Add an article");
  await (await bob.submit(form, { title: "Foxes", text: "Foxes eat plums in autumn." })).reply();
  expect(await pilcrow.library.list(`guild:${guild.id}`)).toMatchObject([{ title: "Foxes" }]);
  const asked = bob.press(hello, "Ask a question");
  const answer = await (await bob.submit(asked, { question: "What do foxes eat in autumn?" })).reply();
  expect(seen(answer)).toContain("Foxes eat plums in autumn.");
  expect((answer.flags ?? 0) & 64).toBe(64);
});

test("servers that were there before are not greeted at a start", async () => {
  const { ada, channel, pilcrow, guild } = await libraryScene();
  await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Foxes", "Foxes eat plums in autumn."));
  await ada.use("ask", { question: "What do foxes eat in autumn?" }, channel).reply();
  expect(ada.messages(channel)).toHaveLength(1);
});

test("a person who installed the bot for themselves asks their own articles anywhere, privately", async () => {
  const { ada, guild, loopback, pilcrow } = await libraryScene();
  const other = loopback.addGuild("Elsewhere");
  const elsewhere = loopback.addChannel(other);
  other.hasBot = false;
  other.memberIds.add(ada.id);
  await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Trams", "Trams run in autumn."));
  await pilcrow.articles.add(`user:${ada.id}`, articleOf("Foxes", "Foxes eat plums in autumn."));
  const answer = await ada.use("ask", { question: "What do foxes eat in autumn?" }, elsewhere).reply();
  expect(seen(answer)).toContain("Foxes eat plums in autumn.");
  expect((answer.flags ?? 0) & 64).toBe(64);
  expect(() => ada.use("articles", {}, elsewhere)).toThrow("not offered");
});
