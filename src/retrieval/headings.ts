/** Above this, headings are cut, and outer ones left out: they give context to every paragraph under them. In UTF-16 units. */
const LONGEST = 100;
const MOST = 4;

/** A paragraph's headings as they are searched: bounded, whatever a document has. They are kept whole everywhere else. */
export function searchedHeadings(headings: readonly string[]): string[] {
  return headings.slice(-MOST).map((heading) => heading.slice(0, LONGEST));
}
