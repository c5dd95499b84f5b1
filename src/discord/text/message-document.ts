import type { Embed, Message, MessageSnapshot } from "discord.js";
import { type Names, withNames, withoutMarkup } from "./discord-markup.js";
import { shorten } from "./plain-text.js";

const TITLE_LIMIT = 80;
const UNTITLED = "A message";

const fence = /^\s*```/;
const item = /^\s*(?:[*+-]|\d{1,9}[.)]) /;
const heading = /^#{1,3} /;

/**
 * A message as a Markdown document: its text, or that of the message which it forwards, then its embeds with their fields.
 * Discord's own Markdown (https://support.discord.com/hc/en-us/articles/210298617) is written as CommonMark has it.
 */
export function messageDocument(message: Message, names: Names): string {
  const parts = [message, ...message.messageSnapshots.values()].flatMap((one) => partsOf(one, names));
  return parts.filter((part) => part !== "").join("\n\n");
}

const nobody: Names = { user: () => undefined, role: () => undefined, channel: () => undefined };

/**
 * What an article made of a message is called: its first line with text. Nobody is named: a title stays where the person who is
 * named has everything about them deleted.
 */
export function messageTitle(message: Message): string {
  const all = [message, ...message.messageSnapshots.values()];
  const texts = all.flatMap(({ content, embeds }) => [
    content,
    ...embeds.flatMap((one) => [one.title, one.description]),
  ]);
  const lines = texts.flatMap((text) => (text ?? "").split("\n")).filter((line) => !fence.test(line));
  const [title = UNTITLED] = lines
    .map((line) => withoutMarkup(line.replace(/^\s*(?:#{1,3}|-#) /, ""), nobody))
    .filter((line) => line !== "");
  return shorten(title, TITLE_LIMIT);
}

function partsOf({ content, embeds }: Pick<Message | MessageSnapshot, "content" | "embeds">, names: Names): string[] {
  const text = asCommonMark(content.trim(), names);
  // A link's own preview repeats the page, not the message.
  const own = embeds.filter(({ data }) => data.type === undefined || data.type === "rich");
  return [text, ...own.map((embed) => embedText(embed, names))];
}

function embedText({ author, title, description, fields, footer }: Embed, names: Names): string {
  const line = (text: string | undefined | null) => asCommonMark(text ?? "", names).replaceAll("\n", " ");
  return [
    line(author?.name),
    title ? `# ${line(title)}` : "",
    asCommonMark(description ?? "", names),
    ...fields.map(({ name, value }) => `**${line(name)}:** ${asCommonMark(value, names)}`),
    line(footer?.text),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** "[1]: https://…", which names an address in other Markdown and shows nothing there. */
const definition = /^\s*\[(?=[^\]^]{1,200}\]:)/;

/**
 * Outside of code every line break is one that people see; there is no HTML, no indented code, no underlined heading, no definition of
 * a link, no program of a page.
 */
export function asCommonMark(text: string, names: Names): string {
  let isCode = false;
  const lines = text.split(/\r?\n/).map((line) => {
    if (fence.test(line)) isCode = !isCode;
    return isCode || fence.test(line) ? { line, isCode: true } : { line: outsideCode(line, names), isCode: false };
  });
  return lines
    .map(({ line, isCode: code }, at) => {
      const next = lines[at + 1];
      const goesOn = next !== undefined && !next.isCode && next.line !== "" && !heading.test(line);
      return !code && line !== "" && goesOn && !isBlockStart(next.line) ? `${line}\\` : line;
    })
    .join("\n");
}

function outsideCode(line: string, names: Names): string {
  const text = withNames(line, names)
    .replace(/^\s*(?:>>> |> )+/, "")
    .replace(/^-# /, "")
    .replaceAll("||", "")
    // Auto links stay; other brackets are signs.
    .replace(/<(?!https?:\/\/[^\s<>]+>)/g, "\\<")
    .replace(/^\s*(?:=+|-+)\s*$/, (rule) => `\\${rule.trim()}`)
    .replace(definition, "\\[")
    .replaceAll("{/*", "\\{/*")
    .replace(/^(?:import|export)\b/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`);
  const indent = item.test(text) ? (/^\s*/.exec(text)?.[0] ?? "") : "";
  return indent + text.trim();
}

function isBlockStart(line: string): boolean {
  return item.test(line) || heading.test(line);
}
