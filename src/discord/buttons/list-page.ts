import { listPageKind, renderList } from "../render-list.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { ButtonHandler } from "./button.js";

/** `‹` and `›` below a page of articles: the page as it is now. */
export const listPage: ButtonHandler = {
  kind: listPageKind,
  owned: true,
  async run(interaction, data, { articles }) {
    const page = /^\d{1,6}$/.test(data) ? Number(data) : 0;
    return renderList(await articles.details(scopeOfInteraction(interaction)), page, interaction);
  },
};
