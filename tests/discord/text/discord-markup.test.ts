import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutMarkup } from "../../../src/discord/text/discord-markup.js";
import { anyText } from "../any-text.js";

const names = {
  user: (id: string) => (id === "1" ? "Ada" : undefined),
  role: (id: string) => (id === "2" ? "Editors" : undefined),
  channel: (id: string) => (id === "3" ? "#general" : undefined),
};

test.each([
  ["what did <@1> and <@!1> say", "what did Ada and Ada say"],
  ["who is in <@&2>, and <@9>?", "who is in Editors, and ?"],
  ["see <#3> <id:customize>", "see #general"],
  ["what does </ask:12345> do", "what does /ask do"],
  ["is it open <t:1700000000:F> or <t:1700000000>", "is it open 2023-11-14 22:13 UTC or 2023-11-14 22:13 UTC"],
  ["hello <:wave:123> <a:dance:456>", "hello"],
  ["how long https://tenor.com/view/cat-gif-123 is it", "how long is it"],
  ["how long https://media.giphy.com/media/x/giphy.gif", "how long"],
  ["> how **long** is ||it|| ~~not~~", "how long is it not"],
  ["what is <https://a.example/x>?", "what is https://a.example/x?"],
  ["what is 2 ** 3 or a_b or 5 > 3", "what is 2 ** 3 or a_b or 5 > 3"],
  ["<t:99999999999999:R> and <@> and <#x>", "<t:99999999999999:R> and <@> and <#x>"],
])("%j reads as %j", (text, plain) => {
  expect(withoutMarkup(text, names)).toBe(plain);
});

test("any text ends as one line, in which no id of Discord's is left", () => {
  fc.assert(
    fc.property(anyText(60), (text) => {
      const plain = withoutMarkup(text, names);
      expect(plain).not.toMatch(/\n|<@!?\d{1,20}>|<#\d{1,20}>|<a?:\w+:\d{1,20}>/);
    }),
  );
});
