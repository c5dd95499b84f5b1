import { isMap, parseDocument } from "yaml";

/** Front matter is short; a longer block between dashes is text. */
const LONGEST_FRONT_MATTER = 20_000;

/** A Markdown text without its front matter. */
export interface TakenFrontMatter {
  readonly title?: string;
  /** How many other fields were in it. */
  readonly otherFields: number;
  readonly body: string;
}

/** Takes YAML front matter off a Markdown text, and its `title` out of it. Text between two rules is no front matter. */
export function takeFrontMatter(text: string): TakenFrontMatter {
  if (!/^---[ \t]*\n/.test(text)) return { otherFields: 0, body: text };
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(0, LONGEST_FRONT_MATTER));
  if (close === null) return { otherFields: 0, body: text };
  const yaml = text.slice(text.indexOf("\n") + 1, close.index + 1);
  const document = parseDocument(yaml, { logLevel: "silent" });
  const isFrontMatter = document.errors.length === 0 && (isMap(document.contents) || document.contents === null);
  if (!isFrontMatter) return { otherFields: 0, body: text };
  const body = text.slice(close.index + close[0].length);
  const title: unknown = document.get("title");
  const fields = isMap(document.contents) ? document.contents.items.length : 0;
  const hasTitle = typeof title === "string" || typeof title === "number";
  return hasTitle ? { title: String(title), otherFields: fields - 1, body } : { otherFields: fields, body };
}
