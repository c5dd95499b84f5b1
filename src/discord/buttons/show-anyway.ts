import { showAnywayKind } from "../answer-buttons.js";
import { renderPassageAnyway } from "../render-passage.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { ButtonHandler } from "./button.js";

/** `articleId:number`, as the button below a refusal carries it. */
const target = /^([\w-]{1,40}):(\d{1,9})$/;

/** "Show anyway" below a refusal: the closest paragraph, headed as no answer. */
export const showAnyway: ButtonHandler = {
  kind: showAnywayKind,
  async run(interaction, data, { library }) {
    const [, articleId, number] = target.exec(data) ?? [];
    const scope = scopeOfInteraction(interaction);
    const found = articleId && (await library.paragraph(scope, articleId, Number(number)));
    // An article of another scope is told from one that was removed by nothing.
    return found ? renderPassageAnyway(found) : { content: "This is no longer here." };
  },
};
