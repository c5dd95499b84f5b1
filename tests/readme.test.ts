import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { expect, it } from "vitest";
import { z } from "zod";
import { qualityTable, withQualityBlock } from "../src/evaluation/report-table.js";
import { runHere } from "./commands/run-here.js";
import { ROOT } from "./real-model.js";

const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");

it("invites the bot with just the permissions that the README names", () => {
  const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, SendMessagesInThreads } = PermissionFlagsBits;
  const four = ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory;
  expect(readme).toContain(`&permissions=${four}\``);
  expect(readme).toContain(`\`${four | SendMessagesInThreads}\` with the other four`);
});

it("names only commands that package.json has", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")));
  const written = [readme, readFileSync(path.join(ROOT, "CONTRIBUTING.md"), "utf8")].join("\n");
  const named = [...written.matchAll(/\bnpm run (?:--silent )?([a-z:]+)/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it.each(["reliability", "security"])("docs/%s.md names tests that are there", (name) => {
  const text = readFileSync(path.join(ROOT, `docs/${name}.md`), "utf8");
  const linked = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => path.join(ROOT, "docs", target));
  const named = [...text.matchAll(/`((?:src|tests|deploy)\/[\w./-]+)/g)].map(([, target = ""]) =>
    path.join(ROOT, target),
  );
  expect(linked.length).toBeGreaterThan(20);
  expect([...linked, ...named].filter((file) => !existsSync(file))).toEqual([]);
});

it("shows the table of quality as the command writes it, between its markers", () => {
  const without = withQualityBlock(readme, "", "README.md");
  const lines = readme.split("\n").filter((line) => !without.split("\n").includes(line));
  const namesOf = (table: readonly string[]) => table.map((line) => line.split("|")[1]?.trim());
  expect(namesOf(lines.filter((line) => line.startsWith("|")))).toEqual(namesOf(qualityTable([], []).split("\n")));
  expect(lines[0]).toMatch(/^Made by `npm run measure:quality -- /);
  expect(lines.at(-1)).toMatch(/^\d{4}-\d\d-\d\d, /);
});

it("shows what the program prints", async () => {
  const [, picture = ""] = /```\n(\$ npm run --silent ask[\s\S]*?\n)```/.exec(readme) ?? [];
  const shown = picture.split(/^\$ npm run --silent ask -- /m).slice(1);
  expect(shown).toHaveLength(2);
  const settings = { DATA_DIR: mkdtempSync(path.join(tmpdir(), "pilcrow-readme-")) };
  for (const block of shown) {
    const [words = "", ...lines] = block.trimEnd().split("\n");
    const question = /"(.*)"/.exec(words)?.[1] ?? "";
    const { stdout } = await runHere(["ask", "--top", "1", question], ROOT, settings);
    expect(stdout).toBe(`${lines.join("\n")}\n`);
  }
});
