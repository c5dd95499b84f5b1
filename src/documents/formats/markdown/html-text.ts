import MarkdownIt from "markdown-it";

const { unescapeAll } = new MarkdownIt().utils;
const BLOCK_TAG =
  /^<\/?(?:p|div|section|article|blockquote|li|ul|ol|dl|dt|dd|tr|table|h[1-6]|details|summary|figure|figcaption|hr|pre|center)\b/i;
const UNSEEN = /^<(script|style|template)\b/i;

/** How many pictures, and how many videos and other media, a piece of HTML shows. */
export function countMedia(html: string): { pictures: number; media: number } {
  const seen = html.replace(/<!--[\s\S]*?(?:-->|$)/g, "");
  return {
    pictures: seen.match(/<img\b/gi)?.length ?? 0,
    media: seen.match(/<(?:video|audio|iframe|object|embed)\b/gi)?.length ?? 0,
  };
}

/** The paragraphs of a piece of HTML inside Markdown: its text without tags, comments, scripts and styles. */
export function htmlTexts(html: string): string[] {
  // No tag ends behind this: looking for ">" again and again would take quadratic time.
  const lastClose = html.lastIndexOf(">");
  let text = "";
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    text += html.slice(at, open === -1 ? html.length : open).replaceAll("\n", " ");
    if (open === -1) break;
    const comment = html.startsWith("<!--", open);
    const isTag = comment || /[a-z/!?]/i.test(html.charAt(open + 1));
    const close = isTag && open < lastClose ? html.indexOf(comment ? "-->" : ">", open) : -1;
    if (close === -1) {
      // A "<" that opens no tag is a character; a comment without end hides the rest.
      if (comment) break;
      text += "<";
      at = open + 1;
      continue;
    }
    at = close + (comment ? 3 : 1);
    const tag = html.slice(open, Math.min(at, open + 20));
    if (/^<br\b/i.test(tag)) text += "\n";
    else if (/^<\/t[dh]\b/i.test(tag)) text += " ";
    else if (BLOCK_TAG.test(tag)) text += "\n\n";
    const unseen = UNSEEN.exec(tag)?.[1];
    if (unseen !== undefined) {
      const endTag = new RegExp(`</${unseen}`, "gi");
      endTag.lastIndex = at;
      const end = endTag.exec(html);
      if (end === null) break;
      at = end.index;
    }
  }
  // unescapeAll resolves character references and Markdown's backslashes; the backslashes of HTML are themselves.
  return text.split(/\n\n+/).map((part) => unescapeAll(part.replaceAll("\\", "\\\\")));
}
