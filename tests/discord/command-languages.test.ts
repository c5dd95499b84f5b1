import type { APIApplicationCommand, APIApplicationCommandOption } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { CATALOGUES } from "../../src/interface-texts/texts.js";
import { commandsBreaches } from "../loopback/rules-commands.js";
import { scene } from "./scene.js";

type Named = APIApplicationCommand | APIApplicationCommandOption;

/** Every command and option, with the path by which its texts are named. */
function all(one: Named, above = "/"): (readonly [path: string, Named])[] {
  const path = `${above}${one.name}`;
  const options = "options" in one ? (one.options ?? []) : [];
  return [[path, one], ...options.flatMap((option) => all(option, `${path} `))];
}

describe("the commands in other languages", () => {
  test("have a name and a description in each, by Discord's rules", async () => {
    const { loopback } = await scene();
    const named = loopback.world.commands.flatMap((command) => all(command));
    const lacking = named.filter(
      ([, { name_localizations: names, description, description_localizations: descriptions }]) =>
        Object.keys(names ?? {}).length < 7 || (description !== "" && Object.keys(descriptions ?? {}).length < 7),
    );
    expect(lacking.map(([path]) => path)).toEqual([]);
    const ask = loopback.world.commands.find(({ name }) => name === "ask");
    expect(ask?.name_localizations).toMatchObject({
      de: "fragen",
      "es-419": "preguntar",
      "zh-CN": "提问",
      ru: "спросить",
    });
    expect(ask?.description_localizations?.["zh-CN"]).toBe("提出问题；回答是文章的原话，或者说明文章没有提到");
  });

  test("have no text of a command that is not there", async () => {
    const { loopback } = await scene();
    const paths = loopback.world.commands.flatMap((command) => all(command)).map(([path]) => path);
    const texts = Object.keys(CATALOGUES.en).filter((key) => /^\/[^…]/.test(key));
    expect(
      texts.map((key) => key.replace(/\.(?:name|description)$/, "")).filter((path) => !paths.includes(path)),
    ).toEqual([]);
  });

  test("are refused by the loopback where Discord would refuse them", () => {
    const command = (more: object) => ({ name: "ask", description: "Ask", ...more });
    const breaches = (...commands: object[]) => commandsBreaches(commands as Parameters<typeof commandsBreaches>[0]);
    expect(breaches(command({ name_localizations: { de: "fragen" } }))).toEqual([]);
    expect(breaches(command({ name_localizations: { de: "Fragen" } }))).toHaveLength(1);
    expect(breaches(command({ name_localizations: { de: "was fragen" } }))).toHaveLength(1);
    expect(breaches(command({ name_localizations: { "de-AT": "fragen" } }))).toHaveLength(1);
    expect(breaches(command({ description_localizations: { de: "x".repeat(101) } }))).toHaveLength(1);
    const other = command({ name: "why", name_localizations: { de: "ask" } });
    expect(breaches(command({}), other)).toEqual(["two commands of type 1 of one name in de"]);
  });
});
