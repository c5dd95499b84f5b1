import type { en } from "./en.js";

/** The name of a text; English has all of them. */
export type TextKey = keyof typeof en;

/** All texts of a language, as ICU messages: https://unicode-org.github.io/icu/userguide/format_parse/messages */
export type Catalogue = Readonly<Record<TextKey, string>>;
