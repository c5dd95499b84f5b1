// What a person sees of Discord's Markdown. Rules and their order follow Discord's client (simple-markdown with its own rules),
// made a little stricter: the start of formatted text counts as the start of a line.

/** A run of visible characters and how they are shown. */
export interface Run {
  readonly text: string;
  /** Sorted kinds of everything around the text, such as `["bold", "quote"]`. Plain text has none. */
  readonly formats: readonly string[];
}

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly lineStart?: boolean;
  /** The group whose text is read in turn; without it the match is shown as it is. */
  readonly inside?: number;
}

const rules: readonly Rule[] = [
  { kind: "heading", pattern: / *#{1,3} +([^\n]+)/y, lineStart: true, inside: 1 },
  { kind: "subtext", pattern: /-#(?!-) +([^\n]+)/y, lineStart: true, inside: 1 },
  { kind: "list", pattern: / *(?:[*+-]|\d+\.) +([^\n]+)/y, lineStart: true, inside: 1 },
  { kind: "code", pattern: /```(?:[a-z0-9_+\-.#]*\n)?([\s\S]+?)```/iy },
  { kind: "shrug", pattern: /¯\\_\(ツ\)_\/¯/y },
  { kind: "escape", pattern: /\\([^0-9A-Za-z\s])/y },
  { kind: "mention", pattern: /<(?:@[!&]?|#)\d+>|@everyone|@here|<id:[a-z-]+>|<\/[^\n<>]+:\d+>/y },
  { kind: "emoji", pattern: /<a?:\w+:\d+>|:[^\s:]+?(?:::skin-tone-\d)?:/y },
  { kind: "timestamp", pattern: /<t:-?\d{1,17}(?::[tTdDfFR])?>/y },
  { kind: "link", pattern: /<[^: >]+:\/[^ >]+>|<(?:mailto|tel|sms)[^>]+>|<[^\s<>@]+@[^\s<>@]+>/y },
  { kind: "link", pattern: /(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"')\]\s]/y },
  { kind: "link", pattern: /(?:discord\.gg|discord(?:app)?\.com\/invite)\/[\w-]+/y },
  {
    kind: "link",
    pattern: /\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?(?:(?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/y,
    inside: 1,
  },
  { kind: "bold", pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, inside: 1 },
  { kind: "underline", pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, inside: 1 },
  {
    kind: "italic",
    pattern: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y,
    inside: 1,
  },
  { kind: "italic", pattern: /(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/y, inside: 1 },
  { kind: "strike", pattern: /~~([\s\S]+?)~~(?!_)/y, inside: 1 },
  { kind: "spoiler", pattern: /\|\|([\s\S]+?)\|\|/y, inside: 1 },
  { kind: "code", pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y },
];

/** Reads Markdown as Discord shows it: the visible characters with what formats them. Neighbours of one format are one run. */
export function readMarkdown(source: string): readonly Run[] {
  const runs: { text: string; formats: readonly string[] }[] = [];
  const show = (text: string, formats: readonly string[]) => {
    const last = runs.at(-1);
    if (last !== undefined && last.formats.join() === formats.join()) last.text += text;
    else if (text !== "") runs.push({ text, formats });
  };
  readBlocks(source.trim(), show);
  return runs;
}

/** Everything that a person reads, without its format. */
export function visibleText(source: string): string {
  return readMarkdown(source)
    .map((run) => run.text)
    .join("");
}

type Show = (text: string, formats: readonly string[]) => void;

function readBlocks(source: string, show: Show): void {
  const block = /^ *>>> ([\s\S]*)|^ *> [^\n]*(?:\n *> [^\n]*)*\n?/gm;
  let from = 0;
  for (const match of source.matchAll(block)) {
    // A code block that began before the quotation would hold it; the reader's rules see that, so only whole blocks are split off.
    readInline(source.slice(from, match.index), [], show);
    const inside = match[1] ?? match[0].replace(/^ *> /gm, "").replace(/\n$/, "");
    readInline(inside, ["quote"], show);
    from = match.index + match[0].length;
  }
  readInline(source.slice(from), [], show);
}

function readInline(source: string, formats: readonly string[], show: Show): void {
  let position = 0;
  while (position < source.length) {
    const lineStart = position === 0 || source[position - 1] === "\n";
    const found = matchAt(source, position, lineStart);
    if (found === undefined) {
      show(source.charAt(position), formats);
      position += 1;
      continue;
    }
    const { rule, match } = found;
    if (rule.kind === "escape") show(match[1] ?? "", formats);
    else {
      const inner = [...new Set([...formats, rule.kind])].sort();
      if (rule.inside === undefined) show(match[0], inner);
      else readInline(match[rule.inside] ?? "", inner, show);
    }
    position += match[0].length;
  }
}

function matchAt(
  source: string,
  position: number,
  lineStart: boolean,
): { rule: Rule; match: RegExpExecArray } | undefined {
  for (const rule of rules) {
    if (rule.lineStart === true && !lineStart) continue;
    rule.pattern.lastIndex = position;
    const match = rule.pattern.exec(source);
    if (match !== null) return { rule, match };
  }
  return undefined;
}
