import { DOCUMENT_FILES, FORMATS } from "../../documents/formats/registry.js";
import type { Texts } from "../../interface-texts/texts.js";

/** The files that are read, for people: `.txt, .md, .html, .pdf or .docx` */
export function documentFiles(texts: Texts): string {
  // English has them in the errors of documents too: in the same words.
  if (texts.language === "en") return DOCUMENT_FILES;
  return texts.list(
    FORMATS.map(({ extensions }) => extensions[0]),
    "disjunction",
  );
}
