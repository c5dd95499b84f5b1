import { expect, test } from "vitest";
import { z } from "zod";
import { isForeign } from "../../src/language/other-languages.js";
import { readJsonLines } from "../json-lines.js";

const questions = readJsonLines(
  new URL("foreign-questions.jsonl", import.meta.url),
  z.object({ language: z.string(), text: z.string() }),
);

test("nine of ten questions in twelve languages are told to be foreign", () => {
  expect(new Set(questions.map(({ language }) => language)).size).toBe(12);
  const told = questions.filter(({ text }) => isForeign(text, ["en"]));
  expect(told.length / questions.length).toBeGreaterThanOrEqual(0.9);
});

test("a language that the model knows is not foreign", () => {
  const german = questions.filter(({ language }) => language === "de");
  for (const { text } of german) expect(isForeign(text, ["de", "en"]), text).toBe(false);
});

test("English with foreign names is not foreign", () => {
  for (const text of [
    "what does the el niño de la cruz festival cost",
    "who is Charles de Gaulle",
    "when was the Museo de las Casas Reales opened",
    "is Die Zeit a newspaper",
    "what is π",
    "la traviata",
    "on",
    "???",
  ])
    expect(isForeign(text, ["en"]), text).toBe(false);
});
