/** A place of a table's grid, as far as it matters for what names the columns. */
export interface GridCell {
  readonly text: string;
  /** The document says that it names its column or row: `th`, a row that is repeated on every page. */
  readonly isHeader?: boolean;
  /** It looks like a name: bold, shaded, of a style for it. */
  readonly isSetOff?: boolean;
}

/** "1,200.50", "$ 12", "17 %", "14.5 m", "9:30", "May 1931": more digits than letters. */
export const isFigure = (text: string): boolean =>
  /\p{N}/u.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) <= (text.match(/\p{N}/gu)?.length ?? 0);

/** A figure, perhaps with what it counts: "5 cm", "30 guests". */
const isMeasure = (text: string): boolean => isFigure(text) || /^[^\p{L}\p{N}]{0,3}\p{N}.{0,15}$/u.test(text);

const isYear = (text: string): boolean => /^(?:1[5-9]|20)\d{2}$/.test(text);

/**
 * How many of a table's first rows name its columns. A row taken for names that is data makes every other row say what is
 * false ("Boat: Owner"), while names taken for data only read worse: so this asks for marks, and in doubt says none.
 *
 * 1. Rows that the document marks as header.
 * 2. Else those whose cells look unlike those below. Of a first column that looks so all the way down nothing follows.
 * 3. Else the first row, where its corner is empty above a column of names.
 * 4. Else the first row, where its words stand over figures, column by column to the last one. Cards have figures too, alone
 *    ("Length | 9"), with units ("Length | 9 | m") or two in a row ("Built | 1931 | Length | 9").
 * 5. Else the first row, where it has a year over every column but the first.
 */
export function countHeaderRows(grid: readonly (readonly GridCell[])[]): number {
  const marked = leading(grid, (row) => {
    const named = row.filter(({ text }) => text !== "");
    return named.length > 0 && named.every(({ isHeader }) => isHeader);
  });
  if (marked > 0) return marked;
  const setOff = leading(grid, (row) => {
    const named = row.slice(1).filter(({ text }) => text !== "");
    return named.length > 0 && named.every(({ isSetOff }) => isSetOff);
  });
  const isTold = setOff > 0 && !grid.slice(setOff).some((row) => row.slice(1).every(({ isSetOff }) => isSetOff));
  if (isTold) return setOff;
  return hasEmptyCorner(grid) || standsOverFigures(grid) || hasYears(grid) ? 1 : 0;
}

/** Longer texts tell what something is, where a value is short. */
const DESCRIPTION = 25;

/**
 * Whether the first row of a table in Markdown, which has no other form, names its columns. Two columns may as well be keys and
 * values ("Boat | Grey Heron"): there it does where code, links or figures stand under words in the first column, figures in the
 * second, or descriptions under a short name.
 * @param grid `isSetOff` are the cells that are nothing but code or a link
 */
export function namesItsColumns([first = [], ...body]: readonly (readonly GridCell[])[]): boolean {
  if (body.length === 0) return false;
  if (first.length !== 2) return true;
  const [key, value] = first;
  const keys = body.flatMap(([cell]) => (cell === undefined || cell.text === "" ? [] : [cell]));
  const values = body.flatMap(([, cell]) => (cell === undefined || cell.text === "" ? [] : [cell.text]));
  if (key === undefined || value === undefined || value.text === "" || isFigure(value.text)) return false;
  const isUnlike = (cell: GridCell): boolean =>
    isFigure(cell.text) ? !isFigure(key.text) : cell.isSetOff === true && key.isSetOff !== true;
  const mean = values.reduce((sum, text) => sum + text.length, 0) / Math.max(1, values.length);
  return (
    (keys.length > 0 && keys.every(isUnlike)) ||
    (values.length > 0 && values.every(isMeasure)) ||
    mean > Math.max(DESCRIPTION, 2 * value.text.length)
  );
}

/** How many rows at the beginning are so; none where all are, since a table of names alone names nothing. */
function leading<Row>(rows: readonly Row[], isSo: (row: Row) => boolean): number {
  const count = rows.findIndex((row) => !isSo(row));
  return count === -1 ? 0 : count;
}

function hasEmptyCorner([first = [], ...body]: readonly (readonly GridCell[])[]): boolean {
  const [corner, ...names] = first.map(({ text }) => text);
  if (corner !== "" || names.length === 0 || body.length === 0) return false;
  return !names.includes("") && body.every((row) => row[0] !== undefined && row[0].text !== "");
}

function standsOverFigures([first = [], ...body]: readonly (readonly GridCell[])[]): boolean {
  if (body.length < 2 || first.some(({ text }) => text === "" || isFigure(text))) return false;
  let [columns, pure] = [0, 0];
  for (let column = first.length - 1; column >= 0; column--) {
    const below = body.map((row) => row[column]?.text ?? "").filter((text) => /[\p{L}\p{N}]/u.test(text));
    const figures = below.filter(isFigure).length;
    if (below.length < 2 || figures * 2 < below.length) break;
    columns++;
    if (figures === below.length) pure++;
  }
  // The last of three columns is no value of a card, and two side by side are none of two cards in a row.
  return pure > 0 && (columns > 1 || (first.length > 1 && first.length % 2 === 1));
}

function hasYears([first = [], ...body]: readonly (readonly GridCell[])[]): boolean {
  const years = first.slice(1).map(({ text }) => text);
  if (body.length === 0 || years.length < 2 || new Set(years).size < years.length || !years.every(isYear)) return false;
  return body.every((row) => row.slice(1).some(({ text }) => text !== "" && !isYear(text)));
}
