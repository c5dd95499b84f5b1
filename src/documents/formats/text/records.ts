import type { Line } from "./line-layout.js";

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:[  ]?[AaPp]\.?[Mm]\b\.?)?`;
const DATE = String.raw`\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\.?|\d{1,2}[-/ ]\p{L}{3}[-/ ]\d{2,4}|\p{L}{3,9}\.? {1,2}\d{1,2},?(?: \d{4},?)?`;
/** What the lines of logs, chats and programmes begin with: a date and a time, a nick, a level, an address of a client, an object. */
const STAMPED = [
  new RegExp(
    String.raw`^\s*[[(<]?(?:\p{L}{2,3},? )?(?:(?:${DATE})[T,:]?[ _]?(?:at )?)?${CLOCK}(?:[ ]?(?:Z|UTC|[+-]\d{2}:?\d{2}))?[\])>]?(?=[\s,:–—<|-]|$)`,
    "u",
  ),
  /^\s*[[(]?\d{4}-\d{2}-\d{2}[\])]?(?=[\s:|-])/,
  /^\s*<[^<>\s]{1,32}> /,
  /^\s*\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b[\]:\s]/,
  /^\d{1,3}(?:\.\d{1,3}){3} /,
  /^\{".*\}$/,
];
/** "Ada — Today at 21:14", "Ada Pilot  9:14 AM": who writes and when, above what is written. */
const STAMP_BEHIND = new RegExp(String.raw`(?:  |[—–|·•([,] ?|\bat )(?:(?:${DATE}),? (?:at )?)?${CLOCK}[)\]]?$`, "u");
const LONGEST_SENDER = 70;
/** Records are gathered into paragraphs of about this many characters. */
const GATHERED = 1200;

/** Whether a line begins a record: an entry of a log, a message of a chat. */
export function isStamped({ text, length }: Line): boolean {
  return STAMPED.some((stamp) => stamp.test(text)) || (length <= LONGEST_SENDER && STAMP_BEHIND.test(text));
}

/** The records of a stanza as paragraphs that keep their lines, and the lines above the first one; nothing where it has none. */
export function recordsOf(
  lines: readonly Line[],
  isLog: boolean,
): { readonly above: readonly Line[]; readonly texts: readonly string[] } | undefined {
  const stamped = lines.map(isStamped);
  const count = stamped.filter((is) => is).length;
  const first = stamped.indexOf(true);
  const isRecord = (count >= 2 && count >= lines.length / 4) || (isLog && first === 0);
  if (!isRecord) return undefined;
  const records = lines.slice(first).map(({ text }) => text.trim());
  return { above: lines.slice(0, first), texts: gathered(records, (at) => stamped[first + at] ?? false) };
}

/** Lines as paragraphs that keep them, divided where something begins. */
function gathered(lines: readonly string[], begins: (at: number) => boolean): string[] {
  const paragraphs: string[][] = [];
  let length = 0;
  lines.forEach((text, at) => {
    if (at === 0 || (begins(at) && length + text.length > GATHERED)) {
      paragraphs.push([]);
      length = 0;
    }
    paragraphs.at(-1)?.push(text);
    length += text.length;
  });
  return paragraphs.map((paragraph) => paragraph.join("\n"));
}

const FIELD = /^[\p{Lu}\p{Lo}][\p{L}\p{N} ()/'’-]{0,30}[:：](?:\s+(\S.*))?$/u;

/**
 * The lines of a stanza in which each says one thing by name ("From: …", "Address: …"); a line that stands further in goes on
 * with the one above. Nothing for other stanzas.
 */
export function fieldsOf(
  lines: readonly Line[],
): { readonly texts: string[]; readonly named: Map<string, string> } | undefined {
  const [first] = lines;
  if (first === undefined || lines.length < 2) return undefined;
  const fields: string[] = [];
  const named = new Map<string, string>();
  let count = 0;
  for (const { text, indent } of lines) {
    const value = FIELD.exec(text.trim())?.[1];
    const last = fields.at(-1);
    if (indent > first.indent && last !== undefined) fields[fields.length - 1] = `${last} ${text.trim()}`;
    else fields.push(text.trim());
    if (value === undefined) continue;
    count++;
    named.set(text.trim().split(/[:：]/)[0]?.toLowerCase() ?? "", fields.at(-1)?.replace(/^[^:：]*[:：]\s*/, "") ?? "");
  }
  const isFields = count >= 2 && count >= fields.length * 0.8;
  return isFields ? { texts: gathered(fields, () => true), named } : undefined;
}
