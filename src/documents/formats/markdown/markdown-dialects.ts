import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { endOfTag, isModuleLine, titleOfTag } from "./mdx.js";

/** "!!! note", "??? question \"When is it lit?\"", "=== \"Linux\"" of MkDocs: what stands further in below it is its text. */
const ADMONITION =
  /^(?:!!!|\?\?\?\+?|===!?\+?)[ \t]+(?:([\w-]+)(?:[ \t]+[\w -]{1,60})?)?[ \t]*(?:"([^"]{0,300})")?[ \t]*$/;
/** "[!WARNING]" of GitHub and Obsidian, at the beginning of a quotation. */
const ALERT = /^\[!([\w-]{1,30})\][-+]?(?:[ \t]+(.{1,300}))?$/;
/** ":::note[Title]" of Docusaurus, "::: tip Title" of VitePress, and the end of it. */
const DIRECTIVE =
  /^:{3,}[ \t]*(?:\{?([\w-]{1,30})\}?)?(?:\[(.{0,300})\]|[ \t]+([^{].{0,300}))?[ \t]*(?:\{.{0,300}\})?$/;
const WIKI_LINK = /^!?\[\[([^[\]|\n]{1,300})(?:\|([^[\]\n]{1,300}))?\]\](?![([])/;
const PICTURE_FILE = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$/i;

/**
 * What programs add to Markdown beyond CommonMark: admonitions (MkDocs, GitHub, Docusaurus), links of wikis, and the
 * modules and components of MDX. A title that such a thing has becomes a token `label`.
 */
export function markdownDialects(markdown: MarkdownIt): void {
  const { block, inline } = markdown;
  const options = { alt: ["paragraph", "reference", "blockquote"] };
  block.ruler.before("fence", "admonition", admonition, options);
  block.ruler.before("fence", "directive", directive, options);
  block.ruler.before("fence", "alert", alert);
  block.ruler.before("fence", "module", moduleLines);
  block.ruler.before("html_block", "component", component, options);
  inline.ruler.before("link", "wiki_link", wikiLink);
  inline.ruler.before("html_inline", "component", componentInline);
  inline.ruler.before("html_inline", "mdx_comment", commentInline);
}

/** The text of a line without what stands before it in its block; nothing where it stands so far in that it is code. */
function lineOf(state: StateBlock, line: number): string | undefined {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const isCode = (state.sCount[line] ?? 0) - state.blkIndent >= 4;
  return isCode ? undefined : state.src.slice(start, state.eMarks[line]).trimEnd();
}

/** A title stands above what it names; a bare kind ("note") before it. */
function pushLabel(state: StateBlock, kind: string | undefined, title: string | undefined): void {
  const text = title?.trim() || (kind && kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase());
  if (!text) return;
  const token = state.push("label", "", 0);
  token.content = title?.trim() ? `${text}\n` : `${text}: `;
}

function admonition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const found = ADMONITION.exec(lineOf(state, startLine) ?? "");
  if (found === null) return false;
  let next = startLine + 1;
  while (next < endLine && (state.isEmpty(next) || (state.sCount[next] ?? 0) - state.blkIndent >= 4)) next++;
  // Without a text below it the line is a text.
  if (!hasText(state, startLine + 1, next)) return false;
  if (silent) return true;
  state.push("admonition_open", "", 1);
  pushLabel(state, found[1], found[2]);
  const { blkIndent, lineMax, parentType } = state;
  state.blkIndent += 4;
  state.lineMax = next;
  state.parentType = "blockquote";
  state.md.block.tokenize(state, startLine + 1, next);
  state.blkIndent = blkIndent;
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push("admonition_close", "", -1);
  state.line = next;
  return true;
}

function hasText(state: StateBlock, from: number, to: number): boolean {
  for (let line = from; line < to; line++) if (!state.isEmpty(line)) return true;
  return false;
}

function directive(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const found = DIRECTIVE.exec(lineOf(state, startLine) ?? "");
  if (found === null) return false;
  if (silent) return true;
  const [, kind, bracketed, title] = found;
  pushLabel(state, kind, bracketed ?? title);
  state.line = startLine + 1;
  return true;
}

function alert(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  if (state.parentType !== "blockquote") return false;
  const found = ALERT.exec(lineOf(state, startLine) ?? "");
  if (found === null) return false;
  if (silent) return true;
  pushLabel(state, found[1], found[2]);
  state.line = startLine + 1;
  return true;
}

/** Imports and exports of MDX, up to the next empty line. */
function moduleLines(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.level > 0 || !isModuleLine(lineOf(state, startLine) ?? "")) return false;
  if (silent) return true;
  let next = startLine + 1;
  while (next < endLine && !state.isEmpty(next)) next++;
  const token = state.push("module", "", 0);
  token.content = state.getLines(startLine, next, 0, false);
  state.line = next;
  return true;
}

/** The tag of a component that fills its lines. */
function component(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const line = lineOf(state, startLine);
  if (line === undefined || !/^<\/?[A-Z>]/.test(line)) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const end = endOfTag(state.src, start);
  if (end === -1) return false;
  let last = startLine;
  while (last < endLine && (state.eMarks[last] ?? 0) < end) last++;
  if (last >= endLine || state.src.slice(end, state.eMarks[last]).trim() !== "") return false;
  if (silent) return true;
  pushLabel(state, undefined, titleOfTag(state.src.slice(start, end)));
  state.line = last + 1;
  return true;
}

function componentInline(state: StateInline, silent: boolean): boolean {
  if (!/^<\/?[A-Z]/.test(state.src.slice(state.pos, state.pos + 3))) return false;
  const end = endOfTag(state.src, state.pos);
  if (end === -1) return false;
  if (!silent) state.push("html_inline", "", 0);
  state.pos = end;
  return true;
}

function commentInline(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith("{/*", state.pos)) return false;
  const end = nextOf("*/}", state);
  if (end === -1) return false;
  if (!silent) state.push("html_inline", "", 0);
  state.pos = end + 3;
  return true;
}

/** Where a mark comes next, kept for each text: without an end, every beginning would look through all that follows. */
const nextMarks = new WeakMap<StateInline, Map<string, number>>();

function nextOf(mark: string, state: StateInline): number {
  const known = nextMarks.get(state) ?? new Map<string, number>();
  nextMarks.set(state, known);
  const last = known.get(mark);
  if (last !== undefined && (last === -1 || last >= state.pos)) return last;
  const next = state.src.indexOf(mark, state.pos);
  known.set(mark, next);
  return next;
}

/** "[[page]]", "[[page|text]]" (Obsidian, MediaWiki), "[[the text|page-name]]" (GitHub), "![[lamp.png]]". */
function wikiLink(state: StateInline, silent: boolean): boolean {
  if (!/^!?\[\[/.test(state.src.slice(state.pos, state.pos + 3))) return false;
  if (nextOf("]]", state) === -1) return false;
  const [whole = "", page = "", text] = WIKI_LINK.exec(state.src.slice(state.pos, state.pos + 620)) ?? [];
  if (!/\p{L}/u.test(page)) return false;
  if (!silent) {
    const isPicture = whole.startsWith("!") && PICTURE_FILE.test(page.trim());
    const token = state.push(isPicture ? "image" : "text", "", 0);
    const isTextFirst =
      text !== undefined && /\s/.test(page.trim()) && /^(?:https?:\S+|[^\s-]+(?:-[^\s-]+)+)$/.test(text.trim());
    token.content = isPicture ? "" : isTextFirst ? page : (text ?? page);
  }
  state.pos += whole.length;
  return true;
}
