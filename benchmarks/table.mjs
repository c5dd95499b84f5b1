/** A section as Markdown: a table of its rows, and its targets with what was measured. */
export function renderSection({ title, rows, targets = [], notes = [] }) {
  const lines = [`\n## ${title}\n`, ...table(rows)];
  if (targets.length > 0) lines.push("", ...targets.map(renderTarget));
  if (notes.length > 0) lines.push("", ...notes);
  return lines.join("\n");
}

/** Whether `measured` is at least (or, with `atMost`, at most) the figure to reach. */
export function target(what, measured, { atLeast, atMost, unit = "" }) {
  const reached = atLeast === undefined ? measured <= atMost : measured >= atLeast;
  return { what, measured: rounded(measured), unit, ...(atLeast === undefined ? { atMost } : { atLeast }), reached };
}

/** Three digits that count, for numbers that people compare. */
export function rounded(value) {
  return typeof value === "number" ? Number(value.toPrecision(3)) : value;
}

function renderTarget({ what, measured, unit, atLeast, atMost, reached }) {
  const bound = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return `- ${reached ? "reached" : "MISSED"}: ${what} ${measured}${unit} (to reach ${bound}${unit})`;
}

function table(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "—")))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => [...row[at]].length)));
  const line = (row) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] - [...cell].length + cell.length)).join(" | ")} |`;
  const [head, ...body] = cells;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...body.map(line)];
}
