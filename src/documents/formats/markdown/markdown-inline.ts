import type { Token } from "markdown-it";
import type { Link } from "../../article.js";
import { type Piece, withRaised } from "../../raised.js";

/** A tag around text that is struck out, and all such tags of a text. */
const STRUCK_OPEN = /^<(?:del|s|strike)\b/i;
const STRUCK_CLOSE = /^<\/(?:del|s|strike)\b/i;
export const STRUCK_TAG = /<\/?(?:del|s|strike)\b[^>]*>/gi;

/** The links of inline Markdown, but for those to another place of the same document. */
export function linksOf(tokens: readonly Token[]): Link[] {
  const links: Link[] = [];
  let open: { address: string; from: number } | undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.type === "link_open") open = { address: String(token.attrGet("href") ?? ""), from: at };
    if (token.type !== "link_close" || open === undefined) continue;
    const { address, from } = open;
    if (address !== "" && !address.startsWith("#")) links.push({ text: inlineText(tokens.slice(from, at)), address });
    open = undefined;
  }
  return links;
}

/** Whether a cell holds code or a link and nothing else. */
export function isCodeOrLink({ children }: Token): boolean {
  const tokens = (children ?? []).filter(({ type, content }) => type !== "text" || content.trim() !== "");
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first?.type === "link_open") return last?.type === "link_close";
  return tokens.length > 0 && tokens.every(({ type }) => type === "code_inline");
}

/** How many texts are struck out. */
export function struckOut(tokens: readonly Token[]): number {
  return tokens.filter(isStrikeOpen).length;
}

const isStrikeOpen = ({ type, content }: Token): boolean =>
  type === "s_open" || (type === "html_inline" && STRUCK_OPEN.test(content));
const isStrikeClose = ({ type, content }: Token): boolean =>
  type === "s_close" || (type === "html_inline" && STRUCK_CLOSE.test(content));

export function footnoteMark(token: Token): string {
  const meta: unknown = token.meta;
  const label = typeof meta === "object" && meta !== null && "label" in meta ? meta.label : "";
  return `[${String(label)}]`;
}

/**
 * What a reader sees of inline Markdown: no marks, no link targets, no tags, no images, nothing that is struck out; hard breaks as
 * "\n", raised digits apart from the number before them.
 */
export function inlineText(tokens: readonly Token[]): string {
  const pieces: Piece[] = [];
  let [struck, raised] = [0, 0];
  for (const token of tokens) {
    if (isStrikeOpen(token)) struck++;
    else if (isStrikeClose(token)) struck = Math.max(0, struck - 1);
    else if (token.type === "html_inline" && /^<sup\b/i.test(token.content)) raised++;
    else if (token.type === "html_inline" && /^<\/sup\b/i.test(token.content)) raised = Math.max(0, raised - 1);
    else if (struck === 0) pieces.push({ text: textOf(token), isRaised: raised > 0 });
  }
  return withRaised(pieces);
}

function textOf(token: Token): string {
  switch (token.type) {
    case "text":
    case "text_special":
    case "code_inline":
      return token.content;
    case "softbreak":
      return " ";
    case "hardbreak":
      return "\n";
    case "html_inline":
      return /^<br\b/i.test(token.content) ? "\n" : "";
    case "footnote_ref":
      return footnoteMark(token);
    default:
      return "";
  }
}
