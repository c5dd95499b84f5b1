import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  ComponentType,
  MessageFlags,
} from "discord.js";
import type { OutgoingMessage } from "./send.js";

/** A row: buttons, or a select menu alone. */
export type Row = readonly (APIButtonComponent | APISelectMenuComponent)[];

/** What stands on a card, one below the other: Markdown, a line between two parts, or a row. */
export type CardPart = TextPart | "line" | { readonly row: Row };

/** Markdown, with the number by which it is found again in the message; a message has each number once. */
export interface TextPart {
  readonly text: string;
  readonly id?: number;
}

/** A message laid out once, whichever way it is sent. */
export interface Card {
  /** The colour of its edge, 24 bits. */
  readonly color: number;
  readonly parts: readonly CardPart[];
}

/** How a card is sent: as components, or as a message of text. */
export type CardSize = "card" | "text";

/** UTF-16 units of all texts together. Discord takes 4,000 of a card; a late one has a sentence before it, a shared one another below. */
const TEXT_LIMITS: Readonly<Record<CardSize, number>> = { card: 3600, text: 2000 };

/** The parts of an answer that are found again: what was asked, what was searched for it, and where the paragraph shown stands. */
export const PART = { question: 9001, searched: 9002, place: 9003 } as const;

/** A card as components, or as a message of text where `plain`; its rows stand below either. */
export function cardMessage({ color, parts }: Card, plain = false): OutgoingMessage {
  if (plain) {
    const rows = parts.flatMap((part) => (typeof part === "object" && "row" in part ? [rowOf(part.row)] : []));
    return { content: textsIn(parts).join("\n"), ...(rows.length > 0 && { components: rows }) };
  }
  const container = { type: ComponentType.Container, accent_color: color, components: parts.map(componentOf) } as const;
  return { components: [container], flags: MessageFlags.IsComponentsV2 };
}

/** The texts among these parts. */
function textsIn(parts: readonly CardPart[]): string[] {
  return parts.flatMap((part) => (typeof part === "object" && "text" in part ? [part.text] : []));
}

/** UTF-16 units that are left beside these parts, one of text on each line. */
export function roomBeside(parts: readonly CardPart[], size: CardSize): number {
  return textsIn(parts).reduce((left, text) => left - text.length - 1, TEXT_LIMITS[size]);
}

/** The rows that have a button, below a line; nothing where none has. */
export function rowsOf(...rows: readonly Row[]): CardPart[] {
  const filled = rows.filter((row) => row.length > 0).map((row) => ({ row }));
  return filled.length === 0 ? [] : ["line", ...filled];
}

/** As much of a component as is read back from a message. */
interface AnyComponent {
  readonly type: APIMessageTopLevelComponent["type"] | APIComponentInMessageActionRow["type"];
  readonly id?: number;
  readonly content?: string;
  readonly custom_id?: string;
  readonly components?: readonly AnyComponent[];
}

/** A message as it came from Discord. */
interface Received {
  readonly components: readonly { toJSON(): unknown }[];
}

/** Every component of a message, outermost first. */
export function componentsOf(message: Received): AnyComponent[] {
  return message.components.flatMap((one) => flattened(one.toJSON() as AnyComponent));
}

/** The rows of a message, as they can be sent again. */
export function rowsIn(message: Received): Row[] {
  return componentsOf(message).flatMap(({ type, components = [] }) =>
    type === ComponentType.ActionRow ? [components.map(({ id: _, ...rest }) => rest) as unknown as Row] : [],
  );
}

/** A card's components with each row changed; one that becomes empty leaves. */
export function withRows(
  components: readonly APIMessageTopLevelComponent[],
  change: (row: Row) => Row,
): APIMessageTopLevelComponent[] {
  return components.map((one) => {
    if (one.type !== ComponentType.Container) return one;
    const changed = one.components.flatMap((part): APIComponentInContainer[] => {
      if (part.type !== ComponentType.ActionRow) return [part];
      const row = change(part.components as unknown as Row);
      return row.length === 0 ? [] : [rowOf(row)];
    });
    const last = changed.findLastIndex(({ type }) => type !== ComponentType.Separator);
    return { ...one, components: changed.slice(0, last + 1) };
  });
}

function flattened(one: AnyComponent): AnyComponent[] {
  return [one, ...(one.components ?? []).flatMap(flattened)];
}

function componentOf(part: CardPart): APIComponentInContainer {
  if (part === "line") return { type: ComponentType.Separator };
  if ("row" in part) return rowOf(part.row);
  const { text, id } = part;
  return { type: ComponentType.TextDisplay, content: text, ...(id !== undefined && { id }) };
}

function rowOf(row: Row): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components: [...row] };
}
