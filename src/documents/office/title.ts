import type { Block, ParsedDocument } from "../blocks.js";
import { declaredTitle } from "../readable-text.js";
import { readXml } from "./xml.js";

/**
 * The title for a document of these blocks: none where one stands in the text, which is the one that its readers know.
 * @param property what its properties say
 */
export function titleFor(blocks: readonly Block[], property: string | undefined): Pick<ParsedDocument, "title"> {
  const title = beginsWithTitle(blocks) ? undefined : declaredTitle(property);
  return title === undefined ? {} : { title };
}

/** The title (`dc:title`) in the part with a document's properties, where it has one. */
export function titleIn(properties: Buffer | undefined): string {
  let title = "";
  let isTitle = false;
  if (properties === undefined) return title;
  readXml(properties, {
    open: (name) => {
      isTitle = name === "dc:title";
    },
    text: (text) => {
      if (isTitle && title.length <= 300) title += text;
    },
    close: () => {
      isTitle = false;
    },
  });
  return title;
}

/** Whether a title stands in the text: it comes first, and above all else. */
function beginsWithTitle(blocks: readonly Block[]): boolean {
  const [first] = blocks;
  if (first?.kind !== "heading") return false;
  return (
    first.level === 1 ||
    !blocks.some((block) => block !== first && block.kind === "heading" && block.level <= first.level)
  );
}
