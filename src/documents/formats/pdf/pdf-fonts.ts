import type { PDFDocumentProxy } from "pdfjs-dist";

/** Names of bold fonts: most say so, TeX's and those that URW made for PostScript abbreviate it. */
const BOLD = /bold|black|heavy|demi|-medi(?:ital)?$|CMB|CMSSBX|SFBX|LMRoman\w*bx/i;
/** The drawing of a page tells its fonts' names and is costly: so many pages are asked. */
const MOST_PAGES = 12;

/**
 * Which of some fonts are bold. Only pages that draw with a font know its name.
 * @param fonts the fonts' names in pdf.js, each with a page that has it
 */
export async function boldFonts(document: PDFDocumentProxy, fonts: ReadonlyMap<string, number>): Promise<Set<string>> {
  const bold = new Set<string>();
  const pages = [...new Set(fonts.values())].slice(0, MOST_PAGES);
  for (const number of pages) {
    const page = await document.getPage(number);
    await page.getOperatorList();
    for (const font of fonts.keys()) {
      const known: unknown = page.commonObjs.has(font) ? page.commonObjs.get(font) : undefined;
      if (BOLD.test(nameOf(known))) bold.add(font);
    }
    page.cleanup();
  }
  return bold;
}

function nameOf(font: unknown): string {
  return typeof font === "object" && font !== null && "name" in font && typeof font.name === "string" ? font.name : "";
}
