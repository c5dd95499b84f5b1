import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import * as spec from "discord-api-spec/zod";
import { expect, test } from "vitest";
import { htmlOfMessage } from "../../src/discord/preview/html.js";
import { previews } from "../../src/discord/preview/messages.js";
import { pageOf } from "../../src/discord/preview/page.js";
import { temporaryFolder } from "../library/temporary-folder.js";
import { messageBreaches } from "../loopback/rules.js";
import { schemaBreaches } from "../loopback/schema.js";
import { buttonsOf, seen } from "./seen.js";

const root = path.join(import.meta.dirname, "../..");
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, "");
/** What a page shows: its tags and what their signs are written as taken away. */
const shownIn = (html: string) => letters(html.replace(/<[^>]*>/g, "").replace(/&\w+;/g, ""));

test.each(previews())("$name: Discord takes it, and the page shows all of it", ({ message }) => {
  expect(messageBreaches(message)).toEqual([]);
  expect(schemaBreaches(spec.MessageCreateRequestSchema, message)).toEqual([]);
  const html = shownIn(htmlOfMessage(message));
  const texts = [...seen(message).split("\n"), ...buttonsOf(message)].map(letters).filter((text) => text !== "");
  const embeds = (message.embeds ?? []).flatMap(({ title = "", description = "" }) => [
    title,
    ...description.split("\n"),
  ]);
  expect(texts.length + embeds.length).toBeGreaterThan(0);
  for (const text of [...texts, ...embeds.map(letters)]) expect(html).toContain(text);
});

test("the page is written where it was asked for, in both looks, and fetches nothing", () => {
  const file = path.join(temporaryFolder(), "page.html");
  const program = path.join(root, "dist/discord/preview/preview.js");
  expect(execFileSync(process.execPath, [program, file], { encoding: "utf8" })).toBe(`${file}\n`);
  const page = readFileSync(file, "utf8");
  expect(page).toBe(pageOf(previews()));
  expect(page).toContain('class="theme dark"');
  expect(page).toContain('class="theme light"');
  expect(page).not.toMatch(/<(?:script|img|link|iframe)\b|url\(|@import|\bsrc=/);
});

test("nothing that a message quotes becomes HTML, and what cannot be drawn is no message less", () => {
  expect(htmlOfMessage({ content: "> **<b>x</b>** <@1>\n-# <i>\n```\n<s>\n```" })).not.toMatch(/<(?:b|i|s)>/);
  expect(() => htmlOfMessage({ components: [{ type: 13, file: { url: "attachment://a" } }] })).toThrow("type 13");
});

test("the picture in the README is small", () => {
  expect(readFileSync(path.join(root, "README.md"), "utf8").includes("(docs/preview.png)")).toBe(true);
  expect(statSync(path.join(root, "docs/preview.png")).size).toBeLessThan(300_000);
});
