import { parse as parseToml, TomlError } from "smol-toml";
import { isMap, isScalar, parseDocument } from "yaml";

/** Front matter is short; a longer block between marks is text. */
const LONGEST_FRONT_MATTER = 20_000;

/** A Markdown text without its front matter. */
interface TakenFrontMatter {
  readonly title?: string;
  /** How many other fields were in it. */
  readonly otherFields: number;
  readonly body: string;
}

/** Takes front matter (YAML between "---", TOML between "+++") off a Markdown text, and its `title` out of it. Text between two rules is none. */
export function takeFrontMatter(text: string): TakenFrontMatter {
  const mark = /^(?:---|\+\+\+)(?=[ \t]*\n)/.exec(text)?.[0];
  const close = mark === "---" ? /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/ : /\n\+\+\+[ \t]*(?:\n|$)/;
  const end = mark === undefined ? null : close.exec(text.slice(0, LONGEST_FRONT_MATTER));
  if (end === null) return { otherFields: 0, body: text };
  const source = text.slice(text.indexOf("\n") + 1, end.index + 1);
  const fields = mark === "---" ? yamlFields(source) : tomlFields(source);
  if (fields === undefined) return { otherFields: 0, body: text };
  const body = text.slice(end.index + end[0].length);
  const title = fields.get("title");
  const hasTitle = typeof title === "string" || typeof title === "number";
  return hasTitle ? { title: String(title), otherFields: fields.size - 1, body } : { otherFields: fields.size, body };
}

function yamlFields(source: string): Map<string, unknown> | undefined {
  const { contents, errors } = parseDocument(source, { logLevel: "silent" });
  if (errors.length > 0 || (contents !== null && !isMap(contents))) return undefined;
  const pairs = contents?.items ?? [];
  return new Map(pairs.map(({ key, value }) => [String(key), isScalar(value) ? value.value : value]));
}

function tomlFields(source: string): Map<string, unknown> | undefined {
  try {
    return new Map(Object.entries(parseToml(source)));
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
