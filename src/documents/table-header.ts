/** A place of a table's grid, as far as it matters for what names the columns. */
export interface GridCell {
  readonly text: string;
  /** The document says that it names its column or row: `th`, a row that is repeated on every page. */
  readonly isHeader?: boolean;
  /** It looks like a name: bold, shaded, of a style for it. */
  readonly isSetOff?: boolean;
}

/** Numbers, dates, times, amounts of money: more digits than letters. */
const isFigure = (text: string): boolean =>
  /\p{N}/u.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) <= (text.match(/\p{N}/gu)?.length ?? 0);

/**
 * How many of a table's first rows name its columns. A row taken for names that is data makes every other row say what is
 * false ("Boat: Owner"), while names taken for data only read worse: so this asks for marks, and in doubt says none.
 *
 * 1. Rows that the document marks as header.
 * 2. Else those whose cells look unlike those below. Of a first column that looks so all the way down nothing follows.
 * 3. Else the first row, where its corner is empty above a column of names.
 * 4. Else the first row of three columns or more, where it has words and a column has nothing but figures below them. Cards may have
 *    those too ("Boat | Heron", "Length | 9"), with two names in a row as well: of an even number of columns it must be one where
 *    a card would have a name.
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
  return hasEmptyCorner(grid) || hasFiguresBelowWords(grid) ? 1 : 0;
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

function hasFiguresBelowWords([first = [], ...body]: readonly (readonly GridCell[])[]): boolean {
  if (first.length < 3 || body.length < 2 || first.some(({ text }) => text === "" || isFigure(text))) return false;
  return first.some((_, column) => {
    const below = body.map((row) => row[column]?.text ?? "").filter((text) => text !== "");
    const couldBeValue = first.length % 2 === 0 && column % 2 === 1;
    return column > 0 && !couldBeValue && below.length > 1 && below.every(isFigure);
  });
}
