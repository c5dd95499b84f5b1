import { isSetOff, type Piece } from "../../office/pieces.js";
import { blocksOf } from "../../office/structure.js";
import type { OmissionKind } from "../../omission.js";
import { type ReadTable, readTable, type TableCell } from "../../table.js";

/** What a row says of one of its cells. */
interface CellDefinition {
  /** It goes on from the cell at its left, or from the one above. */
  readonly goesOn: "left" | "above" | undefined;
  /** Where it ends, in twips from the left. */
  readonly right: number;
}
interface Row {
  readonly cells: (readonly Piece[])[];
  readonly definitions: readonly CellDefinition[];
  readonly isHeader: boolean;
}

/** Edges of columns that are nearer than this, in twips, are the same. */
const TOLERANCE = 40;
const MOST_COLUMNS = 100;

/** The rows of a table, as their definitions come: before their cells, behind them, or both. */
export class RowDefinition {
  definitions: CellDefinition[] = [];
  isHeader = false;
  #goesOn: CellDefinition["goesOn"];

  /** Takes a control word that says something of a row or cell. */
  read(name: string, value: number | undefined): void {
    if (name === "trowd") {
      this.definitions = [];
      this.isHeader = false;
      this.#goesOn = undefined;
    } else if (name === "trhdr") this.isHeader = true;
    else if (name === "clmrg") this.#goesOn = "left";
    else if (name === "clvmrg") this.#goesOn = "above";
    else if (name === "cellx" && this.definitions.length < MOST_COLUMNS) {
      this.definitions.push({ goesOn: this.#goesOn, right: value ?? 0 });
      this.#goesOn = undefined;
    }
  }
}

/** A table that is being read. */
export class TableDraft {
  readonly #rows: Row[] = [];
  #cells: (readonly Piece[])[] = [];
  /** What stands in the open cell. */
  cell: Piece[] = [];

  closeCell(): void {
    this.#cells.push(this.cell);
    this.cell = [];
  }

  closeRow({ definitions, isHeader }: RowDefinition): void {
    if (this.cell.length > 0) this.closeCell();
    if (this.#cells.length > 0) this.#rows.push({ cells: this.#cells, definitions, isHeader });
    this.#cells = [];
  }

  read(omit: (kind: OmissionKind, count?: number) => void): ReadTable {
    const edges = this.#edges();
    let above = new Map<number, { rows: number }>();
    const rows = this.#rows.map(({ cells, definitions, isHeader }) => {
      const here = new Map<number, { rows: number }>();
      const line: (TableCell & { rows: number; columns: number })[] = [];
      let column = 0;
      for (const [index, pieces] of cells.entries()) {
        const { goesOn, right } = definitions[index] ?? {};
        const columns = edges === undefined ? 1 : Math.max(1, columnsUpTo(edges, right ?? 0) - column);
        const upper = goesOn === "above" ? above.get(column) : undefined;
        const left = goesOn === "left" ? line.at(-1) : undefined;
        if (upper !== undefined) upper.rows++;
        else if (left !== undefined) left.columns += columns;
        else line.push({ blocks: blocksOf(pieces, omit), columns, rows: 1, isHeader, isSetOff: isSetOff(pieces) });
        const cell = upper ?? line.at(-1);
        if (cell !== undefined) here.set(column, cell);
        column += columns;
      }
      above = here;
      return line;
    });
    return readTable(rows);
  }

  /** Where columns end, if rows have different numbers of cells: those with fewer have some that reach over several columns. */
  #edges(): number[] | undefined {
    const counts = new Set(this.#rows.map(({ cells }) => cells.length));
    const areKnown = this.#rows.every(({ cells, definitions }) => definitions.length >= cells.length);
    if (counts.size < 2 || !areKnown) return undefined;
    const all = this.#rows.flatMap(({ cells, definitions }) =>
      definitions.slice(0, cells.length).map(({ right }) => right),
    );
    const sorted = all.sort((one, other) => one - other);
    return sorted.filter((edge, index) => index === 0 || edge - (sorted[index - 1] ?? 0) > TOLERANCE);
  }
}

/** How many columns end at an edge or before it. */
const columnsUpTo = (edges: readonly number[], right: number): number =>
  edges.filter((edge) => edge <= right + TOLERANCE).length;
