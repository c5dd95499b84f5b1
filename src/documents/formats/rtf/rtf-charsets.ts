/** What `\fcharset` means, as the Encoding Standard calls it; what is not here is the document's own (RTF 1.9.1, "Font Table"). */
const OF_FONTS: ReadonlyMap<number, string> = new Map([
  [77, "macintosh"],
  [128, "shift_jis"],
  [129, "euc-kr"],
  [134, "gbk"],
  [136, "big5"],
  [161, "windows-1253"],
  [162, "windows-1254"],
  [163, "windows-1258"],
  [177, "windows-1255"],
  [178, "windows-1256"],
  [186, "windows-1257"],
  [204, "windows-1251"],
  [222, "windows-874"],
  [238, "windows-1250"],
  [254, "cp437"],
  [255, "cp850"],
]);
/** What `\ansicpg` means, where it is not windows- and the number. */
const OF_CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [437, "cp437"],
  [850, "cp850"],
  [866, "ibm866"],
  [874, "windows-874"],
  [932, "shift_jis"],
  [936, "gbk"],
  [949, "euc-kr"],
  [950, "big5"],
  [10000, "macintosh"],
  [65001, "utf-8"],
]);

/** From 0x80, those that `TextDecoder` does not know, and Windows-1252, of which that of Node 20 makes Latin-1. */
const TABLES: Readonly<Record<string, string>> = {
  "windows-1252":
    "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ" +
    "\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
  cp437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
  cp850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
};

/** The charset of a font; nothing where it has the document's. */
export const charsetOfFont = (number: number): string | undefined => OF_FONTS.get(number);

/** The charset of a Windows code page. */
export const charsetOfCodePage = (number: number): string => OF_CODE_PAGES.get(number) ?? `windows-${number}`;

/** Bytes as text; every byte of a charset that is not known is shown as U+FFFD. */
export function decodeBytes(bytes: readonly number[], charset: string): string {
  if (bytes.every((byte) => byte < 0x80)) return Buffer.from(bytes).toString("latin1");
  const table = TABLES[charset];
  if (table !== undefined)
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : table.charAt(byte - 0x80))).join("");
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : "\ufffd")).join("");
  }
}
