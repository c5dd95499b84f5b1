import type { MarkdownIt, StateBlock } from "markdown-it";

/**
 * Hands an HTML table over as one piece, from its tag to its end: CommonMark ends a piece of HTML at an empty line, and rows and
 * cells would lose their table. Markdown behind an empty line in it is read as such.
 * @param cells reads what stands in the table
 */
export function htmlTableBlock(markdown: MarkdownIt, cells: MarkdownIt): void {
  const withoutEnd = new WeakSet<object>();
  const rule = (state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    if (withoutEnd.has(state.env) || !/^<table[\s>]/i.test(state.src.slice(start, start + 7))) return false;
    const last = lastLineOf(state, startLine, endLine);
    // What is not closed here is not closed below either: it is looked for once.
    if (last === undefined) withoutEnd.add(state.env);
    if (last === undefined || last === startLine) return false;
    if (silent) return true;
    const token = state.push("html_block", "", 0);
    token.content = cells.render(state.getLines(startLine, last + 1, state.blkIndent, true));
    state.line = last + 1;
    return true;
  };
  markdown.block.ruler.before("html_block", "html_table", rule, { alt: ["paragraph", "reference", "blockquote"] });
}

/** The line in which a table ends, with the tables in it. */
function lastLineOf(state: StateBlock, startLine: number, endLine: number): number | undefined {
  let depth = 0;
  for (let line = startLine; line < endLine; line++) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    for (const [tag] of text.matchAll(/<\/?table\b/gi)) depth += tag.startsWith("</") ? -1 : 1;
    if (depth <= 0) return line;
  }
  return undefined;
}
