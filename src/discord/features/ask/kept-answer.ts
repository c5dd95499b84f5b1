import { type APIButtonComponent, type ButtonInteraction, PermissionFlagsBits } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { button } from "../../buttons.js";
import type { Button } from "../../feature.js";

const deleteKind = "delete";
/** What the custom id of "Share" begins with. */
export const shareKind = "share";

/** "Share" below an answer that one person alone sees. @param articleId that of its passage; none where nothing was found */
export function shareButton(texts: Texts, articleId = ""): APIButtonComponent {
  return button(shareKind, articleId, texts.say("ask.share"));
}

/** "Delete" below an answer that others see too. @param owner the id of the person who asked */
export function deleteButton(owner: string, texts: Texts): APIButtonComponent {
  return button(deleteKind, owner, texts.say("ask.delete"));
}

/** Deletes an answer for the person who asked and for those who may delete messages. */
export const deleteAnswer: Button = {
  kind: deleteKind,
  isInPlace: mayDelete,
  async run(interaction, owner, { texts }) {
    if (mayDelete(interaction, owner)) return undefined;
    return { content: texts.say("ask.may-not-delete") };
  },
};

function mayDelete({ user, memberPermissions }: ButtonInteraction, owner: string): boolean {
  return user.id === owner || memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}
