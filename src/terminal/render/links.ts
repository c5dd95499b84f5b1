import type { Paragraph } from "../../documents/article.js";
import type { Style } from "./layout.js";
import { safeLine } from "./safe-text.js";

/** Where a paragraph's links lead, a line each: `→ the install page: https://…` */
export function linkLines({ links = [] }: Paragraph, style: Style): string[] {
  return links.map(({ text, address }) => style.quiet(`→ ${safeLine(text)}: ${safeLine(address)}`));
}
