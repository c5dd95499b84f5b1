import { expect, test } from "vitest";
import { visibleText } from "../../loopback/markdown.js";
import { libraryScene } from "../scene.js";
import { outcome } from "../text-waiting.js";

const file = (name: string, text: string) => ({ name, data: new TextEncoder().encode(text) });
const foxes = file("foxes.md", "# Foxes\n\nFoxes eat plums in autumn.\n");
const wolves = file("wolves.md", "# Wolves\n\nWolves howl.\n");

test("the form takes files, addresses and a text together, and one bad one keeps none of the others away", async () => {
  const { loopback, bob, guild, channel, pilcrow, store } = await libraryScene();
  const page = loopback.world.addFile(
    loopback.base,
    "owls.md",
    new TextEncoder().encode("# Owls\n\nThey hoot."),
    "text/markdown",
  );
  const opened = bob.use("article add", { title: "Not used" }, channel);
  expect(await opened.acknowledged()).toBe(9);
  const sent = await bob.submit(opened, {
    files: [foxes, file("empty.md", ""), wolves],
    addresses: `<${page.url}>\n${page.url}\nno-address`,
    text: "# Bears\n\nBears sleep in winter.",
  });
  const lines = visibleText((await outcome(sent)).content).split("\n");
  expect(lines).toEqual([
    expect.stringMatching(/^Added Foxes/),
    expect.stringContaining("empty.md"),
    expect.stringMatching(/^Added Wolves/),
    expect.stringMatching(/^Added Owls/),
    expect.stringContaining("no-address"),
    expect.stringMatching(/^Added Bears/),
    "The title was not used: these are several.",
  ]);
  const titles = (await pilcrow.library.list(`guild:${guild.id}`)).map(({ title }) => title);
  expect(titles).toEqual(["Bears", "Foxes", "Owls", "Wolves"]);
  // Whoever adds what is their own needs no note of whose it is.
  expect((await store.articles.list(`guild:${guild.id}`)).flatMap(({ messages }) => messages)).toEqual([]);
});

test("one file has the title that was given; an empty form adds nothing; others are told before they fill it in", async () => {
  const { ada, bob, channel, guild, pilcrow } = await libraryScene();
  const opened = bob.use("article add", {}, channel);
  const sent = await bob.submit(opened, { files: [foxes], title: "What foxes eat" });
  expect(visibleText((await outcome(sent)).content)).toMatch(/^Added What foxes eat: 1 paragraph/);
  const again = bob.use("article add", {}, channel);
  expect((await (await bob.submit(again, { text: " " })).reply()).content).toContain("The form was empty");
  await expect(bob.submit(again, { files: Array.from({ length: 11 }, () => foxes) })).rejects.toThrow("0 to 10 files");
  expect((await ada.use("article add", {}, channel).reply()).content).toContain("may manage this server");
  expect(await pilcrow.library.list(`guild:${guild.id}`)).toHaveLength(1);
});
