import type { Link } from "../../documents/article.js";
import type { Style } from "./layout.js";
import { safeLine } from "./safe-text.js";

/** Where links lead, a line each: `→ the install page: https://…` */
export function linkLines(links: readonly Link[], style: Style): string[] {
  return links.map(({ text, address }) => style.quiet(`→ ${safeLine(text)}: ${safeLine(address)}`));
}
