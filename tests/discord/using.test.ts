import { readFileSync } from "node:fs";
import path from "node:path";
import type { APIApplicationCommandOption } from "discord-api-types/v10";
import { expect, test } from "vitest";
import type { Subcommand } from "../../src/discord/feature.js";
import { features } from "../../src/discord/features.js";
import { usingPage } from "../../src/discord/using.js";
import { articleOf } from "../library/articles.js";
import { ROOT } from "../real-model.js";
import { libraryScene } from "./scene.js";
import { seen } from "./seen.js";

test("docs/using.md is what the definitions give: `npm run docs:using` writes it", () => {
  expect(readFileSync(path.join(ROOT, "docs", "using.md"), "utf8")).toBe(usingPage(features));
});

/** Every slash command as people type it, with its definition and what is said of who may use it. */
const uses = features.flatMap(({ commands = [] }) =>
  commands.flatMap((command) => {
    const { name } = command.definition;
    const of = (one: Pick<Subcommand, "definition" | "isForManagers">, path: string) => ({
      name: path,
      options: (one.definition.options ?? []) as readonly APIApplicationCommandOption[],
      isForManagers: one.isForManagers === true,
    });
    const { subcommands } = command;
    return subcommands?.map((one) => of(one, `${name} ${one.definition.name}`)) ?? [of(command as never, name)];
  }),
);

test("a command is said to be for managers where it refuses others, and nowhere else", async () => {
  const { ada, channel, guild, pilcrow } = await libraryScene();
  await pilcrow.articles.add(`guild:${guild.id}`, articleOf("Foxes", "Foxes eat plums."));
  const refusing: string[] = [];
  for (const { name, options } of uses) {
    // Without an address the text of an article would be pasted into a form.
    const given = options.filter((one) => one.required === true || one.name === "url").map((one) => one.name);
    const values = Object.fromEntries(given.map((one) => [one, one === "url" ? "https://x.example/" : "Foxes"]));
    const reply = await ada.use(name, values, channel).reply();
    if (seen(reply).includes("Only members who may manage this server")) refusing.push(name);
  }
  const inMenu = features.flatMap(({ messageCommands = [] }) => messageCommands);
  const text = ada.send("Foxes are red.", channel);
  // What opens a form for everybody refuses nobody.
  for (const { definition, form } of inMenu.filter((one) => one.isForManagers === true || one.form === undefined)) {
    expect(form).toBeUndefined();
    const reply = await ada.useOn(text, definition.name).reply();
    if (seen(reply).includes("Only members who may manage this server")) refusing.push(definition.name);
  }
  const said = [
    ...uses.filter((one) => one.isForManagers).map(({ name }) => name),
    ...inMenu.filter((one) => one.isForManagers === true).map(({ definition }) => definition.name),
  ];
  expect(refusing).toEqual(said);
  expect(refusing.length).toBeGreaterThan(3);
});
