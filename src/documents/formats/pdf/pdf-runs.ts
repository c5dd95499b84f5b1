import type { PDFPageProxy } from "pdfjs-dist";

type TextContent = Awaited<ReturnType<PDFPageProxy["getTextContent"]>>;

/** A piece of text as a PDF page places it. */
export interface TextRun {
  readonly text: string;
  /** Along its line, in page units (points, 1/72 inch). */
  readonly width: number;
  /** Text space → page space, y downwards: [a b c d e f]. */
  readonly matrix: readonly number[];
  readonly rtl: boolean;
  /** The name that pdf.js gives the font. */
  readonly font: string;
  /** Set in a font that is written from top to bottom; `matrix` then is that of its upper end. */
  readonly isVertical?: boolean;
  /** A space is written before it, however narrow it is drawn. */
  readonly isBehindSpace?: boolean;
}

/** The runs of a page, and how many letters it shows of which its fonts do not say which they are. */
export interface PageRuns {
  readonly runs: readonly TextRun[];
  readonly unreadableLetters: number;
}

/** What a font shows that says nothing of its letters: their numbers in the font (controls), or code points that mean nothing. */
const UNREADABLE = /[\p{Co}\p{Cn}\ufffd]|(?![\t\n\r])\p{Cc}/gu;
/**
 * The fonts Symbol and Wingdings have code points of their own, 0xf000 and what they are in the font. These are met in texts:
 * signs and Greek letters of Symbol, and bullets and boxes of Wingdings where Symbol has a rare letter.
 */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ..."!#%&()+,./0123456789:;<=>?[]_{|}"
    .split("")
    .map((sign) => [String.fromCharCode(0xf000 + sign.charCodeAt(0)), sign] as const),
  ...pairs(0xf061, "αβχδεφγηιϕκλμ▪☐π☐ρστυ•ωξψζ"),
  ...pairs(0xf0b0, "°±″≥×∝∂•÷≠≡≈…"),
  ...Object.entries({
    "\uf020": " ",
    "\uf02d": "−",
    "\uf044": "Δ",
    "\uf053": "Σ",
    "\uf057": "Ω",
    "\uf0a7": "▪",
    "\uf0a8": "☐",
  }),
  ...Object.entries({
    "\uf0ae": "→",
    "\uf0d7": "·",
    "\uf0d8": "‣",
    "\uf0e0": "→",
    "\uf0fc": "✓",
    "\uf0fd": "☒",
    "\uf0fe": "☒",
  }),
]);

function pairs(first: number, symbols: string): (readonly [string, string])[] {
  return [...symbols].map((symbol, index) => [String.fromCharCode(first + index), symbol]);
}

/** What pdf.js reads of a page → runs in page space, by the page's `transform`. */
export function runsOf({ items, styles }: TextContent, transform: readonly number[]): PageRuns {
  const runs: TextRun[] = [];
  let unreadableLetters = 0;
  let isBehindSpace = false;
  for (const item of items) {
    if (!("str" in item)) continue;
    const marked = item.str.replace(/[\uf000-\uf0ff]/g, (symbol) => SYMBOLS.get(symbol) ?? symbol);
    const text = marked.replace(UNREADABLE, "");
    const unreadable = marked.length - text.length;
    // Letters between unreadable ones are as little what the page shows: the font names them at random.
    const isReadable = unreadable <= text.replace(/\s/g, "").length;
    unreadableLetters += isReadable ? unreadable : marked.replace(/\s/g, "").length;
    if (!isReadable || text.trim() === "") {
      isBehindSpace ||= item.str.trim() === "" && item.width > 0;
      if (item.hasEOL) isBehindSpace = false;
      continue;
    }
    const isVertical = styles[item.fontName]?.vertical === true;
    runs.push({
      text,
      width: isVertical ? item.height : item.width,
      matrix: product(transform, item.transform),
      rtl: item.dir === "rtl",
      font: item.fontName,
      ...(isVertical && { isVertical }),
      ...(isBehindSpace && { isBehindSpace }),
    });
    isBehindSpace = false;
  }
  return { runs, unreadableLetters };
}

/** The product of two PDF matrices [a b c d e f] (ISO 32000-2, 8.3.4): `second` is applied first. */
function product(first: readonly number[], second: readonly number[]): readonly number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = first;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = second;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
