import { type ModalSubmitInteraction, TextInputStyle } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { MAX_WORDING, type ScopeSettings } from "../../../store/scope-settings.js";
import { formOf } from "../../feature.js";
import { wordingKind } from "./panel.js";

/** The form for what is said in place of the fixed sentences. */
export function wordingForm({ refusal, greeting }: ScopeSettings["wording"], texts: Texts) {
  const input = (id: string, label: string, value: string, placeholder: string) => ({
    custom_id: id,
    label,
    placeholder,
    style: TextInputStyle.Paragraph,
    required: false,
    max_length: MAX_WORDING,
    ...(value !== "" && { value }),
  });
  return formOf(wordingKind, texts.say("settings.wording"), [
    input("refusal", texts.say("settings.wording-refusal"), refusal, texts.say("settings.wording-refusal-empty")),
    input("greeting", texts.say("settings.wording-greeting"), greeting, texts.say("settings.wording-greeting-empty")),
  ]);
}

/** What was written into it. */
export function wordingIn({ fields }: ModalSubmitInteraction): ScopeSettings["wording"] {
  return {
    refusal: fields.getTextInputValue("refusal").trim(),
    greeting: fields.getTextInputValue("greeting").trim(),
  };
}
