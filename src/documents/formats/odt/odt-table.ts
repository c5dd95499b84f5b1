import type { Block } from "../../blocks.js";
import type { XmlAttributes } from "../../office/xml.js";
import { type ReadTable, readTable, type TableCell } from "../../table.js";

const MOST_COLUMNS = 100;

/** A table that is being read. */
export class TableDraft {
  readonly #rows: TableCell[][] = [];
  #headerRows = 0;

  openHeaderRows(): void {
    this.#headerRows++;
  }
  closeHeaderRows(): void {
    this.#headerRows--;
  }
  openRow(): void {
    this.#rows.push([]);
  }
  closeCell(blocks: readonly Block[], isSetOff: boolean, attributes: XmlAttributes): void {
    const span = (name: string): number =>
      Math.min(Math.max(Math.trunc(Number(attributes[`table:number-${name}`])) || 1, 1), MOST_COLUMNS);
    if (this.#rows.length === 0) this.openRow();
    const [columns, rows] = [span("columns-spanned"), span("rows-spanned")];
    const cell = { blocks, columns, rows, isHeader: this.#headerRows > 0, isSetOff };
    for (let count = span("columns-repeated"); count > 0; count--) this.#rows.at(-1)?.push(cell);
  }
  read(): ReadTable {
    return readTable(this.#rows);
  }
}
