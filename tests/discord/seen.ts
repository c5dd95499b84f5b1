import type { APIMessage } from "discord-api-types/v10";
import { ComponentType } from "discord-api-types/v10";
import type { OutgoingMessage } from "../../src/discord/send.js";
import { readMarkdown, visibleText } from "../loopback/markdown.js";
import { type AnyComponent, flatten, isButton } from "../loopback/rules-components.js";

type Message = Pick<APIMessage, "content" | "embeds" | "components"> | OutgoingMessage;

/** The Markdown that a message shows, in its order: each text of a card, or the lines of a message of text. */
export function textsOf({ content = "", components = [] }: Message): string[] {
  const displayed = componentsIn(components).flatMap(({ content: text }) => (text === undefined ? [] : [text]));
  return [...(content === "" ? [] : content.split("\n")), ...displayed];
}

/** What a person reads in a message, one line below the other. */
export function seen(message: Message): string {
  const lines = textsOf(message).flatMap((text) => (text.includes("```") ? [text] : text.split("\n")));
  return lines.map(visibleText).join("\n");
}

/** What stands in its quotation: the words, those that are bold, and every way in which something in it is formatted. */
export function quotation(message: Message) {
  const runs = readMarkdown(textsOf(message).join("\n")).filter(({ formats }) => formats.includes("quote"));
  const text = (some: typeof runs) => some.map((run) => run.text);
  return {
    text: text(runs).join(""),
    bold: text(runs.filter(({ formats }) => formats.includes("bold"))).join("\n"),
    formats: new Set(runs.flatMap(({ formats }) => formats)),
  };
}

/** The labels and emoji of its buttons. */
export function buttonsOf({ components = [] }: Message): string[] {
  return componentsIn(components)
    .filter(isButton)
    .map((one) => ("label" in one && one.label) || ("emoji" in one && one.emoji?.name) || "");
}

/** The entries of its menu of passages, or nothing where it has none. */
export function menuOf({
  components = [],
}: Message):
  | { customId: string; options: { label: string; description?: string | undefined; value: string }[] }
  | undefined {
  const [menu] = componentsIn(components).filter(({ type }) => type === ComponentType.StringSelect);
  return menu === undefined
    ? undefined
    : { customId: menu.custom_id ?? "", options: [...(menu as never as { options: [] }).options] };
}

function componentsIn(components: Message["components"]): AnyComponent[] {
  return flatten((components ?? []) as readonly AnyComponent[]);
}
