import JSZip from "jszip";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What parsers stumble over: edges of numbers, opened and closed brackets, marks of all formats. */
const TOKENS = [
  ..."<>&;\"'=/()[]{}%\\\0\n\r\t -.#*|",
  ..."<!-- --> <![CDATA[ ]]> </p> <table> <td> </table> <li> <ol start=99999999999> <script> <svg> <h1> &#x10FFFF; &#0; </div></div>".split(
    " ",
  ),
  ..."obj endobj stream endstream xref trailer << >> null true -1 0 65536 2147483648 99999999999999999999 1e309 NaN /Kids /Parent /Length R Tj TJ Td Tm BT ET Tf cm q Q Do".split(
    " ",
  ),
  ..."<w:p> </w:p> <w:tbl> <w:tr> <w:tc> </w:body> xmlns:w= w:val=".split(" "),
  ..."<text:p> </text:p> <text:list-item> <table:table-cell> <a:p> </a:p> <a:tc> {\\footnote \\u8226 \\'e9 \\par \\cell \\row \\bin99999 \\itap9 {\\field".split(
    " ",
  ),
  "\u202e",
  "\u200b",
  "\ud83d\ude00",
  "\u0301".repeat(50),
  "%PDF-1.7",
  "PK\x03\x04",
  "word ".repeat(300),
];

/** A document with one to eight random changes. In half of the ZIP archives they are made inside of one part. */
export async function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Promise<Uint8Array> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip || random() < 0.5) return changed(bytes, other, random);
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files).filter((name) => zip.files[name]?.dir === false);
  const name = names[Math.floor(random() * names.length)] ?? "word/document.xml";
  const part = await zip.files[name]?.async("uint8array");
  zip.file(name, changed(part ?? bytes, other, random));
  return zip.generateAsync({ type: "uint8array", compression: "STORE" });
}

function changed(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let result = Buffer.from(bytes);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let changes = 1 + below(8); changes > 0; changes--) {
    const at = below(result.length + 1);
    const length = below(random() < 0.5 ? 8 : result.length / 3);
    const [before, piece, after] = [
      result.subarray(0, at),
      result.subarray(at, at + length),
      result.subarray(at + length),
    ];
    const token = Buffer.from(TOKENS[below(TOKENS.length)] ?? "");
    const strange = other.subarray(below(other.length), below(other.length));
    switch (below(8)) {
      case 0:
        if (at < result.length) result[at] = (result[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        if (at < result.length) result[at] = below(256);
        break;
      case 2:
        result = Buffer.concat([before, after]);
        break;
      case 3:
        result = Buffer.concat([before, piece, piece, after]);
        break;
      case 4:
        result = Buffer.concat([before, token, piece, after]);
        break;
      case 5:
        result = Buffer.concat([before, ...Array.from({ length: 1 + below(200) }, () => token), piece, after]);
        break;
      case 6:
        result = Buffer.concat([before, strange, after]);
        break;
      default:
        if (random() < 0.3) result = Buffer.from(before);
    }
  }
  return result;
}
