interface Noun {
  readonly one: string;
  readonly several: string;
  /** What they are, or why they are missing, behind all of them. */
  readonly note?: string;
  /** It belongs to the text and is lost to the reader; else it was dropped on purpose, being no part of the text. */
  readonly unreadable?: true;
}

const NOUNS = {
  "surrounding-word": {
    one: "word around the article",
    several: "words around the article",
    note: "menus, comments and the like",
  },
  "page-furniture": { one: "line of page furniture", several: "lines of page furniture" },
  "running-header": { one: "running header", several: "running headers" },
  "running-footer": { one: "running footer", several: "running footers" },
  "page-number": { one: "page number", several: "page numbers" },
  "turned-line": { one: "turned line", several: "turned lines", note: "stamps, watermarks" },
  "contents-entry": { one: "line of a table of contents", several: "lines of a table of contents" },
  "hidden-text": { one: "hidden text", several: "hidden texts" },
  "struck-out-text": { one: "struck-out text", several: "struck-out texts" },
  deletion: { one: "deletion", several: "deletions", note: "by tracked changes" },
  stamp: { one: "stamp", several: "stamps" },
  signature: { one: "signature", several: "signatures" },
  "hidden-slide": { one: "hidden slide", several: "hidden slides" },
  cover: { one: "cover", several: "covers" },
  comment: { one: "comment", several: "comments" },
  "front-matter": { one: "field of front matter", several: "fields of front matter" },
  program: { one: "line of the page's program", several: "lines of the page's program" },
  picture: { one: "picture", several: "pictures" },
  medium: { one: "video or other embedded medium", several: "videos or other embedded media" },
  "invisible-character": { one: "invisible character", several: "invisible characters" },
  "page-without-text": { one: "page", several: "pages", note: "no text there: scanned or blank", unreadable: true },
  formula: { one: "formula", several: "formulas", unreadable: true },
  chart: { one: "chart or diagram", several: "charts or diagrams", unreadable: true },
  "text-box": { one: "text box", several: "text boxes", unreadable: true },
  "form-field": { one: "form field", several: "form fields", note: "passwords", unreadable: true },
  "unreadable-letter": {
    one: "unreadable letter",
    several: "unreadable letters",
    note: "their fonts do not say which they are",
    unreadable: true,
  },
  symbol: { one: "symbol of an unknown font", several: "symbols of unknown fonts", unreadable: true },
  chapter: { one: "chapter", several: "chapters", note: "not in the file", unreadable: true },
  "unknown-part": { one: "part of an unknown kind", several: "parts of unknown kinds", unreadable: true },
  "table-cell": {
    one: "table cell beyond the 100th column",
    several: "table cells beyond the 100th column",
    unreadable: true,
  },
  character: { one: "character", several: "characters", note: "shown as \ufffd", unreadable: true },
} as const satisfies Readonly<Record<string, Noun>>;

/** What a document may have that its article has not. */
export type OmissionKind = keyof typeof NOUNS;

/** Something of a document that is missing in its article, because it was left out on purpose or could not be read. */
export interface Omission {
  readonly kind: OmissionKind;
  /** How many of them. */
  readonly count: number;
  /** The pages where they are missing, in order, counted from 1, where these are known. */
  readonly pages?: readonly number[];
}

/** What a reader of a document counts while it reads. */
export class OmissionCounts {
  readonly #counts = new Map<OmissionKind, number>();
  /** Tells of something that is not in the text; of one, where no count is given. */
  readonly omit = (kind: OmissionKind, count = 1): void => {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  };

  get all(): Omission[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count }));
  }
}

/** More ranges of pages than this are not listed. */
const MOST_RANGES = 10;

/** One omission for each kind that was met, in the order of the first ones. Those of no count are none. */
export function sumOmissions(omissions: readonly Omission[]): Omission[] {
  return [...new Set(omissions.map(({ kind }) => kind))].flatMap((kind) => {
    const same = omissions.filter((omission) => omission.kind === kind);
    const count = same.reduce((sum, each) => sum + each.count, 0);
    const pages = same.flatMap((each) => each.pages ?? []);
    return count === 0 ? [] : [{ kind, count, ...(pages.length > 0 && { pages }) }];
  });
}

/**
 * What is missing in an article, for the person who adds it: "Left out: 14 running headers, 3 page numbers. Could not be
 * read: pages 4 and 9 (no text there: scanned or blank)." None of the document's own words is in it. "" where nothing is missing.
 */
export function describeOmissions(omissions: readonly Omission[] = []): string {
  const leftOut = omissions.filter(({ kind }) => !isUnreadable(kind)).map(phrase);
  const unreadable = omissions.filter(({ kind }) => isUnreadable(kind)).map(phrase);
  return [
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(", ")}.`] : []),
    ...(unreadable.length > 0 ? [`Could not be read: ${unreadable.join(", ")}.`] : []),
  ].join(" ");
}

function isUnreadable(kind: OmissionKind): boolean {
  const noun: Noun = NOUNS[kind];
  return noun.unreadable ?? false;
}

function phrase({ kind, count, pages }: Omission): string {
  const noun: Noun = NOUNS[kind];
  const name = count === 1 ? noun.one : noun.several;
  const counted = pages === undefined ? `${count.toLocaleString("en-US")} ${name}` : `${name} ${pageList(pages)}`;
  return noun.note === undefined ? counted : `${counted} (${noun.note})`;
}

/** "4", "4 and 9", "2–5, 8, 9 and 11"; of very many the first ones: "1, 3, 5 and 40 more" */
function pageList(pages: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const page of pages) {
    const open = ranges.at(-1);
    if (open !== undefined && page === open.last + 1) open.last = page;
    else ranges.push({ first: page, last: page });
  }
  const listed = ranges
    .slice(0, MOST_RANGES)
    .flatMap(({ first, last }) => (last > first + 1 ? `${first}–${last}` : last > first ? [first, last] : first));
  const more = ranges.slice(MOST_RANGES).reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (more > 0) return `${listed.join(", ")} and ${more} more`;
  const end = listed.pop();
  return listed.length === 0 ? `${end}` : `${listed.join(", ")} and ${end}`;
}
