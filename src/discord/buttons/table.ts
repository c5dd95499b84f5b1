import { askAlone } from "./ask-alone.js";
import type { ButtonHandler } from "./button.js";
import { askToForget, forget } from "./forget.js";
import { listPage } from "./list-page.js";
import { confirmRemoval, keepAsIs, undoRemoval } from "./removal.js";
import { showAnyway } from "./show-anyway.js";
import { giveVerdict } from "./verdict.js";

/** Every kind of button of Pilcrow. */
export const buttons: readonly ButtonHandler[] = [
  showAnyway,
  askAlone,
  giveVerdict,
  listPage,
  confirmRemoval,
  keepAsIs,
  undoRemoval,
  askToForget,
  forget,
];
