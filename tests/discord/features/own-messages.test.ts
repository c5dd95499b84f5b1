import { expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { libraryScene, start } from "../scene.js";
import { messageWith, outcome } from "../text-waiting.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Two servers in which bob added three messages of ada's, and one of his own. */
async function addedScene() {
  const scene = await libraryScene();
  const { loopback, ada, bob, channel, guild } = scene;
  const words = ada.send(`Foxes eat plums in autumn, says <@${ada.id}>. They sleep long.`, channel);
  const file = ada.send("Look!", channel, { files: [{ name: "w.md", data: bytes("# Wolves\n\nThey howl.\n") }] });
  const own = bob.send("Bears eat plums in spring.", channel);
  for (const message of [words, file, own]) await outcome(bob.useOn(message, "Add as article"));
  const scope = `guild:${guild.id}` as const;
  return { ...scene, scope, words, restart: () => start(loopback, scene.pilcrow, scene.log) };
}

test("/privacy names to an author what others added of theirs, and removes one article and then all", async () => {
  const { loopback, ada, bob, guild, channel, pilcrow, bot, scope, words, restart } = await addedScene();
  const kept = await ada.use("privacy").reply();
  expect(kept.content.split("\n")).toEqual(
    expect.arrayContaining([
      "- 2 of your messages were added as articles by others:",
      "  - Foxes eat plums in autumn, says . They sleep long. in Town",
      "  - Wolves in Town",
    ]),
  );
  expect((await bob.use("privacy", {}, channel).reply()).content).toContain("- 0 of your messages were added");
  // A title that names somebody would still name them when everything about them is deleted.
  expect((await pilcrow.library.list(scope)).map(({ title, source }) => `${title} ${source}`).join()).not.toContain(
    "ada",
  );
  // The buttons work after a restart.
  await bot.close();
  await restart();
  ada.press(kept, "Remove my messages");
  const list = await messageWith(loopback, ada, ada.direct, /Your messages in articles/);
  const address = `https://discord.com/channels/${guild.id}/${channel.id}/${words.id}`;
  expect(list.content).toContain(`[message 1](<${address}>)`);
  const [wolves] = (await pilcrow.library.list(scope)).filter(({ title }) => title === "Wolves");
  ada.choose(list, menuIdOf(list), [wolves?.id ?? ""]);
  const rest = await messageWith(loopback, ada, ada.direct, /^Removed 1 message of yours/);
  expect(rest.content).toContain("Foxes eat plums");
  expect(rest.content).not.toContain("Wolves");
  ada.press(rest, "Remove all 1");
  await messageWith(loopback, ada, ada.direct, /^Removed 1 message of yours\. Nobody can ask it any more\.$/);
  expect((await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(["Bears eat plums in spring."]);
  expect((await ada.use("privacy").reply()).components ?? []).toEqual([]);
});

test("nobody removes another's messages, and deleting all about oneself deletes them too", async () => {
  const { loopback, ada, cat, pilcrow, scope } = await addedScene();
  await pilcrow.articles.add(`user:${cat.id}`, articleOf("Cats", "Cats sleep."), { addedBy: cat.id });
  const kept = await cat.use("privacy").reply();
  const all = (await pilcrow.library.list(scope)).length;
  cat.forge(kept, `withdraw-all:dm:${cat.id}:`, cat.direct);
  await messageWith(loopback, cat, cat.direct, /^There was nothing of yours there/);
  expect(await pilcrow.library.list(scope)).toHaveLength(all);
  const own = await ada.use("privacy").reply();
  ada.press(own, "Delete all of it");
  ada.press(await messageWith(loopback, ada, ada.direct, /your messages that others added/), "Delete");
  await messageWith(loopback, ada, ada.direct, /^Deleted\./);
  expect((await pilcrow.library.list(scope)).map(({ title }) => title)).toEqual(["Bears eat plums in spring."]);
});

function menuIdOf(message: { components?: readonly object[] }): string {
  return /"custom_id":"(withdraw-one[^"]*)"/.exec(JSON.stringify(message.components))?.[1] ?? "";
}
