import { logIns } from "../../../language/languages.js";
import type { Block, ParsedDocument } from "../../blocks.js";
import { DocumentFault } from "../../fault.js";
import { textsOfBlock } from "./block-collector.js";
import { findArticle, textLength } from "./find-article.js";
import { type HtmlContent, readHtml } from "./html-blocks.js";
import { type HtmlPage, scanPage } from "./html-page.js";
import { inOneBody, withNoscripts } from "./html-source.js";
import { countWords } from "./visible.js";

/**
 * Readability's memory grows with the elements (120,000 take 450 MB), its time with the sum of their depths (3.8 million take
 * 13 s). An article of 1 MB has 20,000 elements and a sum of 200,000. Pages beyond are read whole, without their menus.
 */
const MOST_ELEMENTS = 60_000;
const MOST_NESTING = 1_000_000;
/** A page with a password field and less text than this is a log-in form with some words around it. */
const LOG_IN_TEXT = 700;
/** A page with less text than this may be a notice that one has to log in first, or a form that asks for the name alone. */
const LOG_IN_NOTICE = 300;
/** A page that sends on to another one and has less text than this has no article of its own. */
const SENDING_TEXT = 300;
/** A page with scripts and less text than this shows its article by them. */
const SCRIPT_TEXT = 160;

/**
 * A web page → the blocks of its article (by Mozilla's Readability, as in Firefox's reader view), or, where that finds
 * none, of all its text but menus and forms; with its title, site and date.
 * @throws {DocumentFault} `log-in`, `sends-on` or `script-only` for a page without its article, `too-complex` for one nested too deep
 */
export function parseHtml(html: string, source: string): ParsedDocument {
  const shown = withNoscripts(html);
  const page = scanPage(shown);
  const base = URL.canParse(source) ? source : undefined;
  const isSmall = page.elements <= MOST_ELEMENTS && page.nesting <= MOST_NESTING;
  const article = isSmall ? findArticle(inOneBody(shown, page.title), base) : undefined;
  const content = article?.content ?? readHtml(shown, { wholePage: true, base });
  refuseWithoutArticle(page, content.blocks, article?.title ?? page.title ?? "", source);
  const title = withoutSite(article?.title ?? page.title, page.headings);
  const site = article?.site ?? page.site;
  const published = page.published ?? article?.published;
  const around = { kind: "surrounding-word", count: wordsAround(page, content, title) } as const;
  return {
    blocks: content.blocks,
    ...(title && { title }),
    ...(site && { site }),
    ...(published && { published }),
    omissions: [around, ...content.omissions],
  };
}

/** The words that the page shows and neither the article nor its title has. */
function wordsAround(page: HtmlPage, { words, blocks }: HtmlContent, title = ""): number {
  const isInBlocks = (heading: string): boolean =>
    blocks.some((block) => block.kind === "heading" && block.text.replace(/\s+/g, " ").trim() === heading);
  // Readability takes the heading that is the title out of the text.
  const heading = page.headings.find((each) => title.includes(each) || each.includes(title));
  const titleWords = heading === undefined || isInBlocks(heading) ? 0 : countWords(heading);
  return Math.max(0, page.words - words - titleWords);
}

/** "Wells rise again | Harbour News" → the first part, where the page has a heading of these very words. */
function withoutSite(title: string | undefined, headings: readonly string[]): string | undefined {
  return (
    headings.find((heading) => title?.startsWith(heading) && /^ ?[|–—·:»-] /.test(title.slice(heading.length))) ?? title
  );
}

function refuseWithoutArticle(page: HtmlPage, blocks: readonly Block[], title: string, source: string): void {
  const length = textLength(blocks);
  const isForm = page.hasPasswordField && length < LOG_IN_TEXT;
  if (isForm || (length < LOG_IN_NOTICE && asksToLogIn(title, blocks))) {
    throw new DocumentFault({ reason: "log-in" });
  }
  const address = page.sendsOnTo === undefined ? undefined : otherAddress(page.sendsOnTo, source);
  if (address !== undefined && length < SENDING_TEXT) throw new DocumentFault({ reason: "sends-on", address });
  if (page.hasScripts && length < SCRIPT_TEXT) throw new DocumentFault({ reason: "script-only" });
}

/** Where `target` leads from the page, if that is another page. A saved page's own address is not known. */
function otherAddress(target: string, source: string): string | undefined {
  if (!URL.canParse(source)) return /^(?!https?:)[a-z][a-z\d+.-]*:/i.test(target) ? undefined : target;
  if (!URL.canParse(target, source)) return undefined;
  const [url, here] = [new URL(target, source), new URL(source)];
  url.hash = "";
  here.hash = "";
  return /^https?:$/.test(url.protocol) && url.href !== here.href ? url.href : undefined;
}

function asksToLogIn(title: string, blocks: readonly Block[]): boolean {
  const texts = blocks.flatMap(textsOfBlock);
  return logIns.some((logIn) => logIn.title.test(title) || texts.some((text) => logIn.demand.test(text)));
}
