import type { Span } from "../../documents/article.js";
import { shortMarkdown } from "./plain-text.js";

/** UTF-16 units of an address in a message. */
const LONGEST_ADDRESS = 400;
/** A quotation of more words is named by so many at each of its ends. */
const WORDS_AT_ENDS = 5;

/**
 * An article's title in a message, a link where the article came from an address: a page's opens where the quotation stands
 * (Scroll To Text Fragment, https://wicg.github.io/scroll-to-text-fragment/), that of a message in Discord leads to it.
 * @param limit UTF-16 units of the title
 */
export function linkedTitle(
  { title, source }: { readonly title: string; readonly source: string },
  limit: number,
  quoted?: { readonly text: string; readonly span: Span },
): string {
  const shown = shortMarkdown(title, limit) || "…";
  const address = addressOf(source);
  if (address === undefined) return shown;
  const words = quoted?.text.slice(quoted.span.start, quoted.span.end).trim() ?? "";
  const isMessage = /^(?:\w+\.)?discord(?:app)?\.com$/.test(new URL(address).hostname);
  const precise = words === "" || isMessage ? address : `${address}${fragment(address, words)}`;
  const target = precise.length <= LONGEST_ADDRESS ? precise : address;
  return target.length <= LONGEST_ADDRESS ? `[${shown}](<${target}>)` : shown;
}

/** The address of the web that a source is, written so that it cannot end a link early. */
function addressOf(source: string): string | undefined {
  const url = /^https?:\/\//i.test(source) && URL.canParse(source) ? new URL(source) : undefined;
  return url?.href.replaceAll("(", "%28").replaceAll(")", "%29");
}

function fragment(address: string, quoted: string): string {
  const words = quoted.split(/\s+/);
  const [first, last] = [words.slice(0, WORDS_AT_ENDS), words.slice(-WORDS_AT_ENDS)].map((some) =>
    encoded(some.join(" ")),
  );
  const text = words.length > 2 * WORDS_AT_ENDS ? `${first},${last}` : encoded(words.join(" "));
  return `${address.includes("#") ? "" : "#"}:~:text=${text}`;
}

/** "-" has a meaning of its own there, and brackets would end a link of Discord's Markdown. */
function encoded(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, "");
  return encodeURIComponent(whole).replace(/[-()'*!~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
