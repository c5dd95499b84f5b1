/** How numbering counts: the number as text, or nothing in a way that is not known here. */
export function formatNumber(value: number, format: string): string | undefined {
  if (!Number.isInteger(value) || value < 0 || value > 99_999) return undefined;
  switch (format) {
    case "decimal":
    case "decimalHalfWidth":
      return `${value}`;
    case "decimalZero":
      return `${value}`.padStart(2, "0");
    case "none":
      return "";
    case "upperLetter":
      return letters(value, LATIN).toUpperCase();
    case "lowerLetter":
      return letters(value, LATIN);
    case "russianUpper":
      return letters(value, RUSSIAN).toUpperCase();
    case "russianLower":
      return letters(value, RUSSIAN);
    case "upperRoman":
      return roman(value);
    case "lowerRoman":
      return roman(value)?.toLowerCase();
    case "ordinal":
      return `${value}${ENGLISH_ENDINGS[ENGLISH_PLURALS.select(value)] ?? "th"}`;
    case "chicago":
      return value === 0 ? undefined : CHICAGO.charAt((value - 1) % 4).repeat(Math.ceil(value / 4));
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : undefined;
    case "decimalFullWidth":
      return `${value}`.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case "chineseCounting":
    case "chineseCountingThousand":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
    case "japaneseCounting":
      return chinese(value);
    default:
      return undefined;
  }
}

const LATIN = "abcdefghijklmnopqrstuvwxyz";
/** Without the letters that no list counts with. */
const RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя";
const CHICAGO = "*†‡§";
const ENGLISH_PLURALS = new Intl.PluralRules("en", { type: "ordinal" });
const ENGLISH_ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd" };
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

/** After the last letter come the doubled ones: z, aa, bb. */
function letters(value: number, alphabet: string): string {
  if (value === 0) return "";
  return alphabet.charAt((value - 1) % alphabet.length).repeat(Math.min(9, Math.ceil(value / alphabet.length)));
}

function roman(value: number): string | undefined {
  if (value === 0 || value > 4999) return undefined;
  let left = value;
  let text = "";
  for (const [worth, sign] of ROMAN) {
    for (; left >= worth; left -= worth) text += sign;
  }
  return text;
}

/** 十二, 二十, 一百零五, as clauses are counted. */
function chinese(value: number): string | undefined {
  if (value > 9999) return undefined;
  if (value === 0) return "〇";
  const digits = [...`${value}`].map(Number);
  let text = "";
  for (const [index, digit] of digits.entries()) {
    const unit = ["", "十", "百", "千"][digits.length - 1 - index] ?? "";
    if (digit > 0) text += "零一二三四五六七八九".charAt(digit) + unit;
    else if (text !== "" && !text.endsWith("零")) text += "零";
  }
  return text.replace(/零+$/, "").replace(/^一十/, "十");
}
