import { askAlone } from "./ask-alone.js";
import type { ButtonHandler } from "./button.js";
import { showAnyway } from "./show-anyway.js";

/** Every kind of button of Pilcrow. */
export const buttons: readonly ButtonHandler[] = [showAnyway, askAlone];
