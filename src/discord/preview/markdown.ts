import MarkdownIt from "markdown-it";

// Discord's Markdown (https://support.discord.com/hc/en-us/articles/210298617) as HTML. Where it is not CommonMark, lines are taken
// apart before: a quotation ends with its line, and small text is a line of its own.

const commonMark = new MarkdownIt({ html: false, breaks: true, linkify: false });

type Kind = "code" | "quote" | "small" | "text";

interface Block {
  readonly kind: Kind;
  readonly lines: string[];
}

/** A message's Markdown as HTML; nothing in it is taken as HTML. */
export function htmlOfMarkdown(text: string): string {
  return blocksOf(text).map(htmlOf).join("");
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isCode = false;
  for (const line of text.split("\n")) {
    const isFence = line.startsWith("```");
    const kind: Kind =
      isCode || isFence ? "code" : line.startsWith("> ") ? "quote" : line.startsWith("-# ") ? "small" : "text";
    const open = blocks.at(-1);
    // Each piece of code is a block, and each line of small text.
    const isNew = open?.kind !== kind || kind === "small" || (isFence && !isCode);
    if (isNew) blocks.push({ kind, lines: [line] });
    else open.lines.push(line);
    if (isFence) isCode = !isCode;
  }
  return blocks;
}

function htmlOf({ kind, lines }: Block): string {
  switch (kind) {
    case "code":
      return commonMark.render(lines.join("\n"));
    case "quote":
      return `<blockquote>${withReferences(commonMark.render(lines.map((line) => line.slice(2)).join("\n")))}</blockquote>`;
    case "small":
      return `<p class="small">${withReferences(commonMark.renderInline(lines.join("\n").slice(3)))}</p>`;
    case "text":
      return withReferences(commonMark.render(lines.join("\n")));
  }
}

/** Mentions, which the client shows by their names: here nobody has one. */
function withReferences(html: string): string {
  return html
    .replace(/&lt;@&amp;\d+&gt;/g, '<span class="mention">@role</span>')
    .replace(/&lt;@\d+&gt;/g, '<span class="mention">@member</span>')
    .replace(/&lt;#\d+&gt;/g, '<span class="mention">#channel</span>');
}

/** A text as HTML shows it. */
export function escapeHtml(text: string): string {
  return commonMark.utils.escapeHtml(text);
}
