const SEPARATORS = ["\t", ";", ",", "|"];
/** So many characters of a file show what separates its fields. */
const LOOKED_AT = 20_000;

/** What separates the fields of a text's records; nothing where no sign gives most of them the same number of fields. */
export function separatorOf(text: string): string | undefined {
  // The last of the records looked at may be cut.
  const head = text.length > LOOKED_AT ? text.slice(0, text.lastIndexOf("\n", LOOKED_AT)) : text;
  let best: { readonly separator: string; readonly share: number; readonly fields: number } | undefined;
  for (const separator of SEPARATORS) {
    const counts = readRecords(head, separator).map((record) => record.length);
    const fields = counts[0] ?? 0;
    const share = counts.filter((count) => count === fields).length / counts.length;
    if (counts.length < 2 || fields < 2 || share < 0.8) continue;
    if (best === undefined || share > best.share || (share === best.share && fields > best.fields))
      best = { separator, share, fields };
  }
  return best?.separator;
}

/** The records of separated values, with white space at the edges of fields taken off; a quoted field may have line breaks. */
export function readRecords(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { field, end } = text[at] === '"' ? quotedField(text, at) : { field: "", end: at };
    // What stands behind a closing quotation mark belongs to the field.
    const next = endOfField(text, end, separator);
    record.push((field + text.slice(end, next)).trim());
    at = next + 1;
    if (text[next] === separator && at < text.length) continue;
    if (text[next] === separator) record.push("");
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  }
  return records;
}

/** A field in quotation marks, of which two in a row are one; without an end it is none. */
function quotedField(text: string, start: number): { readonly field: string; readonly end: number } {
  const parts: string[] = [];
  for (let from = start + 1; ; ) {
    const close = text.indexOf('"', from);
    if (close === -1) return { field: "", end: start };
    parts.push(text.slice(from, close));
    if (text[close + 1] !== '"') return { field: parts.join('"').replace(/\s+/g, " "), end: close + 1 };
    from = close + 2;
  }
}

function endOfField(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === separator || text[at] === "\n") return at;
  return text.length;
}
