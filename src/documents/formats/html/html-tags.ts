/** The attributes of a tag. */
export type Attributes = Readonly<Record<string, string>>;

/** Tags at which a text ends. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
   header hr html li main nav ol p pre section summary table caption tbody tfoot thead tr td th ul`.split(/\s+/),
);
const MEDIA = new Set(["iframe", "object", "audio", "video", "embed"]);
const NEVER_SHOWN = new Set([
  ...MEDIA,
  ..."script style template noscript title svg canvas annotation button select option textarea datalist".split(" "),
]);
const PAGE_FRAME = new Set(["nav", "footer", "aside", "form", "dialog", "menu"]);
const FRAME_NAME =
  /(?:^|[\s_-])(?:comments?|disqus|sidebar|cookies?|share|sharing|social|newsletter|promo|advert|ads?|breadcrumbs?|related|nav|navbar|menu|footer)(?:$|[\s_-])/i;
const BACK_LINK = /^#(?:footnote-ref|endnote-ref|cite_ref|fnref)/;

/** Whether what stands in an element is no text that a reader sees. */
export function isUnseen(tag: string, attributes: Attributes): boolean {
  if (NEVER_SHOWN.has(tag) || isHidden(attributes)) return true;
  return tag === "a" && BACK_LINK.test(attributes.href ?? "");
}

/** Whether an element of a whole page is a menu, a form, the comments or the like. */
export function isPageFrame(tag: string, { id = "", class: className = "", role = "" }: Attributes): boolean {
  if (tag === "body" || tag === "html" || tag === "main") return false;
  if (PAGE_FRAME.has(tag) || /^(?:navigation|banner|dialog|search|complementary|contentinfo)$/.test(role)) return true;
  return FRAME_NAME.test(id.slice(0, 200)) || FRAME_NAME.test(className.slice(0, 200));
}

/** A picture, or a video or other medium, that a reader sees; dots of one pixel count visits and show nothing. */
export function mediumOf(tag: string, attributes: Attributes): "picture" | "medium" | undefined {
  if ((tag !== "img" && !MEDIA.has(tag)) || isHidden(attributes)) return undefined;
  if ([attributes.width, attributes.height].some((length) => /^[01](?:px)?$/.test(length ?? ""))) return undefined;
  return tag === "img" ? "picture" : "medium";
}

function isHidden({ hidden, style = "" }: Attributes): boolean {
  return hidden !== undefined || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);
}
