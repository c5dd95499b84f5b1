import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";
import { expect, it } from "vitest";
import { CATALOGUES } from "../../src/interface-texts/texts.js";
import { ROOT } from "../real-model.js";

/** What is for the operator or for readers of the repository: English, as logs are. */
const ENGLISH =
  /^src\/discord\/(?:preview\/|using\.ts|examine\.ts|connection\.ts|gateway\.ts|retries\.ts|register-commands\.ts)/;

/** What stands for a value in a text. */
const GAP = "…";

/** Two words, or one that begins a sentence or names a button: what people read. */
const READS_AS_TEXT = /\p{L}{2,}[,;:]?\s+\p{L}{2,}|^\p{Lu}\p{Ll}+(?!\w)/u;

/** What the log, the operator and the conversation have, and no person reads. */
const FOR_NO_PERSON = new Set([
  "Discord could not be reached to acknowledge it",
  "it came after Discord's 15 minutes",
  "Discord could not be reached to put it in its place",
  "it came too late, or Discord could not be reached",
  "direct message",
  "Pilcrow is leaving.",
  "There is no connection to Discord.",
  "A request was dealt with.",
  // Stands for a question that nobody typed.
  "/article summary …",
]);

/** How commands are described where they are defined: the same as in the catalogue, which `command-languages.test.ts` checks. */
const OF_COMMANDS = new Set(
  Object.entries(CATALOGUES.en).flatMap(([key, text]) =>
    key.startsWith("/") ? [text.replaceAll(/\{\w+\}/g, GAP), key] : [],
  ),
);

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** The texts in a piece of code that a person would read. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  if (isNode(value)) {
    if (isForOperator(value)) return [];
    if (value.type === "StringLiteral") return readable([String(value.value)]);
    if (value.type === "TemplateLiteral") {
      const quasis = (value.quasis as readonly { readonly cooked?: string }[]).map(({ cooked = "" }) => cooked);
      return [...readable(quasis), ...textsIn(value.expressions)];
    }
  }
  return Object.values(value).flatMap(textsIn);
}

function readable(parts: readonly string[]): string[] {
  const text = parts.join(GAP);
  if (FOR_NO_PERSON.has(text) || OF_COMMANDS.has(text)) return [];
  return parts.some((part) => READS_AS_TEXT.test(part)) ? [text] : [];
}

/** Imports and types, lines of the log, and errors that no person causes. */
function isForOperator(node: Node): boolean {
  if (/^(?:Import|Export(?:All|Named))|^Ts/.test(node.type) && node.type !== "TsAsExpression") {
    return !["TsSatisfiesExpression", "TsConstAssertion", "TsNonNullExpression"].includes(node.type);
  }
  const callee = isNode(node.callee) ? node.callee : undefined;
  if (node.type === "NewExpression") return /^(?:Range|Type)?Error$/.test(String(callee?.value));
  if (node.type !== "CallExpression" || callee?.type !== "MemberExpression") return false;
  const [object, property] = [callee.object, callee.property].filter(isNode);
  const isLog = /^(?:debug|info|warn|error)$/.test(String(property?.value));
  return isLog && (object?.value === "log" || (isNode(object?.property) && object.property.value === "log"));
}

const files = ["src/discord", "src/presentation"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join(folder, file))
    .filter((file) => file.endsWith(".ts") && !ENGLISH.test(file)),
);

it.each(files)("%s has no text that a person reads", (file) => {
  const source = readFileSync(path.join(ROOT, file), "utf8");
  expect(textsIn(parseSync(source, { syntax: "typescript" }).body)).toEqual([]);
});

it("finds a text wherever it stands", () => {
  const found = (source: string) => textsIn(parseSync(source, { syntax: "typescript" }).body);
  expect(found('const a = { label: "Delete" };')).toEqual(["Delete"]);
  expect(found(["const a = `there are $", "{n} of them` as const;"].join(""))).toEqual(["there are … of them"]);
  expect(found('throw new NotAllowedError("not here");')).toEqual(["not here"]);
  expect(found('import a from "A b"; log.info({}, "A line."); throw new Error("No one sees it."); f("kind");')).toEqual(
    [],
  );
});
