const RULE = /([^{}]{1,300})\{([^{}]{0,2000})\}/g;
const RAISED = /vertical-align\s*:\s*(?:super|text-top)/i;
const CLASS = /\.([\w-]{1,60})/g;
const SPAN = /<span\b([^<>]{0,300})>([^<>]{0,20})<\/span>/g;
/** The mark of a note, which is raised by a style or not at all in many books. */
const NOTE_MARK =
  /(<a\b[^<>]{0,500}?(?:epub:type|role)\s{0,5}=\s{0,5}["'][^"'<>]{0,100}?noteref[^<>]{0,500}>)(?:\s|<sup>){0,5}([\d*†‡]{1,4})(?:\s|<\/sup>){0,5}<\/a>/g;

/** The classes that a style sheet raises over the line. */
export function raisedClasses(css: string): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const [, selector = "", body = ""] of css.matchAll(RULE)) {
    if (!RAISED.test(body)) continue;
    for (const [, name = ""] of selector.matchAll(CLASS)) classes.add(name);
  }
  return classes;
}

/** A page where what is raised by styles is marked so, and the marks of notes are told from numbers. */
export function withRaisedMarked(page: string, classes: ReadonlySet<string>): string {
  return page.replace(NOTE_MARK, "$1[$2]</a>").replace(SPAN, (span, attributes: string, text: string) => {
    const names = /\bclass\s?=\s?["']([^"']{0,200})/.exec(attributes)?.[1]?.split(/\s+/) ?? [];
    const style = /\bstyle\s?=\s?["']([^"']{0,300})/.exec(attributes)?.[1] ?? "";
    return names.some((name) => classes.has(name)) || RAISED.test(style) ? `<sup>${text}</sup>` : span;
  });
}
