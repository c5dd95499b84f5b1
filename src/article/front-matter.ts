import { isMap, parseDocument } from "yaml";

/** Front matter is short; a longer block between dashes is text. */
const LONGEST_FRONT_MATTER = 20_000;

/** Takes YAML front matter off a Markdown text, and its `title` out of it. Text between two rules is no front matter. */
export function takeFrontMatter(text: string): { title?: string; body: string } {
  if (!/^---[ \t]*\n/.test(text)) return { body: text };
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(0, LONGEST_FRONT_MATTER));
  if (close === null) return { body: text };
  const yaml = text.slice(text.indexOf("\n") + 1, close.index + 1);
  const document = parseDocument(yaml, { logLevel: "silent" });
  const isFrontMatter = document.errors.length === 0 && (isMap(document.contents) || document.contents === null);
  if (!isFrontMatter) return { body: text };
  const body = text.slice(close.index + close[0].length);
  const title: unknown = document.get("title");
  return typeof title === "string" || typeof title === "number" ? { title: String(title), body } : { body };
}
