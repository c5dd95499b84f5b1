import { expect, it } from "vitest";
import { courtesyIn } from "../../src/language/courtesies.js";

it.each([
  ["Hallo!", "greeting"],
  ["guten Morgen", "greeting"],
  ["¡Hola!", "greeting"],
  ["Buenos días :)", "greeting"],
  ["bonjour", "greeting"],
  ["Привет!", "greeting"],
  ["Добрый день", "greeting"],
  ["你好", "greeting"],
  ["Danke schön!", "thanks"],
  ["Tschüss", "thanks"],
  ["gracias", "thanks"],
  ["Merci beaucoup !", "thanks"],
  ["спасибо", "thanks"],
  ["谢谢！", "thanks"],
  ["hallo, wann öffnet das Bad?", undefined],
  ["merci train", undefined],
  ["the hall", undefined],
  ["", undefined],
])("%j is %s", (text, kind) => {
  expect(courtesyIn(text)).toBe(kind);
});
