/** Less text than this in a `noscript` says that the page needs scripts. */
const LEAST_WITHOUT_SCRIPTS = 300;
const FRAME_TAGS = /<\/?(?:html|head|body)(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*>/gi;

/**
 * The page's markup with all of it in one body. The tags of `html`, `head` and `body` are optional in HTML, and browsers show what
 * stands behind an early end of them; linkedom knows neither, and Readability reads only the body.
 */
export function inOneBody(html: string, title: string | undefined): string {
  const name = title === undefined ? "" : `<title>${title.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</title>`;
  return `<!doctype html><html><head>${name}</head><body>${html.replace(FRAME_TAGS, "").replace(/^\s*<!doctype[^<>]*>/i, "")}</body></html>`;
}

/** The markup with each `noscript` opened that holds some text: scripts are not run, and this is what it is for. */
export function withNoscripts(html: string): string {
  if (!/<noscript/i.test(html)) return html;
  return html
    .split(/<\/noscript\s{0,9}>/i)
    .map((part, index, parts) => {
      const start = part.search(/<noscript[\s>]/i);
      if (start === -1) return part;
      const end = part.indexOf(">", start) + 1;
      const inner = part.slice(end);
      const length = inner.replace(/<[^<>]*>/g, "").replace(/\s+/g, " ").length;
      if (end > 0 && length >= LEAST_WITHOUT_SCRIPTS) return part.slice(0, start) + inner;
      return index < parts.length - 1 ? `${part}</noscript>` : part;
    })
    .join("");
}
