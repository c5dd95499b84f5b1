/** Control words and symbols that stand for a character. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["~", "\u00a0"],
  ["_", "\u2011"],
  ["-", "\u00ad"],
  ["tab", "\t"],
  ["line", "\n"],
  ["lbr", "\n"],
  ["emdash", "—"],
  ["endash", "–"],
  ["emspace", " "],
  ["enspace", " "],
  ["qmspace", " "],
  ["bullet", "•"],
  ["lquote", "‘"],
  ["rquote", "’"],
  ["ldblquote", "“"],
  ["rdblquote", "”"],
  ["zwj", "\u200d"],
  ["zwnj", "\u200c"],
]);

/** Groups that may be passed over, and are read all the same: boxes, rows of inner tables, text in Unicode, pictures of today. */
export const READ_IGNORABLE: ReadonlySet<string> = new Set(
  "shpinst nesttableprops ud shppict shptxt do dptxbxtext fldinst fldrslt".split(" "),
);

/** Groups whose text is no text of the document, or is said again elsewhere. */
export const UNREAD: ReadonlySet<string> = new Set(
  `colortbl filetbl listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl
   nonshppict shprslt nonesttables sp objdata objclass objname objalias xe tc tcn txe rxe bkmkstart bkmkend atnid atnauthor atndate atnref
   atnparent atntime pgptbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn upr pn pnseclvl datafield docvar template private background
   falt panose fname formfield keywords subject author manager company operator category comment doccomm hlinkbase creatim revtim printim
   buptim userprops`.split(/\s+/),
);

/** What stands around the text, by its kind. */
export const AROUND: ReadonlyMap<string, "running-header" | "running-footer"> = new Map([
  ...["header", "headerl", "headerr", "headerf"].map((name) => [name, "running-header"] as const),
  ...["footer", "footerl", "footerr", "footerf"].map((name) => [name, "running-footer"] as const),
]);
