import type { PDFPageProxy } from "pdfjs-dist";
import type { Omission } from "../../omission.js";

/** What someone typed or ticked on a page: its place in points, y downwards. */
export interface TypedText {
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
  /** A box that is ticked or not: its label stands behind it. */
  readonly isBox: boolean;
}

/** The typed texts of a page, and what it shows that is neither text nor read. */
export interface PageFields {
  readonly typed: readonly TypedText[];
  readonly omissions: readonly Omission[];
}

/** What pdf.js says of an annotation (ISO 32000-2, 12.5), as far as it is read here; it is typed `any` there. */
interface Annotation {
  readonly subtype?: string;
  readonly fieldType?: string;
  readonly fieldValue?: unknown;
  readonly options?: readonly { exportValue: unknown; displayValue: unknown }[];
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  readonly exportValue?: unknown;
  readonly buttonValue?: unknown;
  readonly password?: boolean;
  readonly hidden?: boolean;
  readonly rect?: readonly number[];
  readonly hasAppearance?: boolean;
  readonly textContent?: readonly string[];
  readonly contentsObj?: { readonly str?: string };
  readonly defaultAppearanceData?: { readonly fontSize?: number };
}

const CHECKED = "☒";
const UNCHECKED = "☐";
/** A field without a size has its text as large as fits, up to this. */
const LARGEST_AUTOMATIC = 12;
/** Annotations that carry a comment about the text, not text of the page. */
const COMMENTS = new Set([
  "Text",
  "Highlight",
  "Underline",
  "Squiggly",
  "StrikeOut",
  "Caret",
  "Ink",
  "Line",
  "Square",
  "Circle",
  "Polygon",
  "PolyLine",
]);

/** The values of a page's form fields and the texts typed on it, each where it stands by the page's `transform`. */
export async function fieldsOf(page: PDFPageProxy, transform: readonly number[]): Promise<PageFields> {
  const annotations: readonly Annotation[] = await page.getAnnotations();
  const typed: TypedText[] = [];
  const omissions: Omission[] = [];
  for (const annotation of annotations) {
    if (annotation.hidden) continue;
    const omission = omissionOf(annotation);
    if (omission !== undefined) omissions.push({ kind: omission, count: 1 });
    const lines = omission === undefined ? linesOf(annotation) : [];
    if (lines.length > 0)
      typed.push({ lines, ...placeOf(annotation, lines.length, transform), isBox: isBox(annotation) });
  }
  return { typed, omissions };
}

const isBox = ({ checkBox, radioButton }: Annotation): boolean => checkBox === true || radioButton === true;

function omissionOf({ subtype, fieldType, fieldValue, password, hasAppearance, contentsObj }: Annotation) {
  if (fieldType === "Sig") return hasAppearance ? "signature" : undefined;
  if (password && typeof fieldValue === "string" && fieldValue !== "") return "form-field";
  if (subtype === "Stamp") return "stamp";
  const hasComment = COMMENTS.has(subtype ?? "") && (contentsObj?.str ?? "").trim() !== "";
  return hasComment ? "comment" : undefined;
}

function linesOf(annotation: Annotation): string[] {
  const { subtype, textContent = [], contentsObj } = annotation;
  const appearance = textContent.join("\n");
  if (subtype === "FreeText") return asLines(appearance.trim() === "" ? (contentsObj?.str ?? "") : appearance);
  if (subtype !== "Widget") return [];
  if (isBox(annotation)) return [isChecked(annotation) ? CHECKED : UNCHECKED];
  const value = fieldText(annotation);
  return asLines(value === "" ? appearance : value);
}

const asLines = (text: string): string[] =>
  text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

function isChecked({ checkBox, fieldValue, exportValue, buttonValue }: Annotation): boolean {
  const on = checkBox ? exportValue : buttonValue;
  return typeof fieldValue === "string" && fieldValue !== "Off" && fieldValue === on;
}

/** The value as the field shows it: of a choice not what is sent, but what is written there. */
function fieldText({ fieldType, fieldValue, options = [] }: Annotation): string {
  if (fieldType === "Tx") return typeof fieldValue === "string" ? fieldValue : "";
  if (fieldType !== "Ch") return "";
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shown = values.map((value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value);
  return shown.filter((each) => typeof each === "string").join(", ");
}

function placeOf({ rect = [], defaultAppearanceData }: Annotation, lines: number, transform: readonly number[]) {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = transform;
  const [xs, ys] = [
    [a * x1 + c * y1 + e, a * x2 + c * y2 + e],
    [b * x1 + d * y1 + f, b * x2 + d * y2 + f],
  ];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const automatic = Math.min(LARGEST_AUTOMATIC, Math.max(4, ((bottom - top) / lines) * 0.75));
  const size = defaultAppearanceData?.fontSize || automatic;
  return { left: Math.min(...xs), right: Math.max(...xs), top, bottom, size };
}
