import type { Paragraph } from "../documents/article.js";

/** Neighbouring paragraphs under the same headings. */
export interface Section {
  /** Outermost first; none above the first heading. */
  readonly headings: readonly string[];
  /** The numbers of its first and last paragraph. */
  readonly first: number;
  readonly last: number;
}

/** An article's sections in order. */
export function outlineOf(paragraphs: readonly Paragraph[]): Section[] {
  const sections: Section[] = [];
  for (const { headings, number } of paragraphs) {
    const last = sections.at(-1);
    if (last && last.headings.join("\n") === headings.join("\n"))
      sections[sections.length - 1] = { ...last, last: number };
    else sections.push({ headings, first: number, last: number });
  }
  return sections;
}
