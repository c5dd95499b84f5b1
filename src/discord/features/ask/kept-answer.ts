import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type ButtonInteraction,
  ComponentType,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import { button } from "../../buttons.js";
import { type Row, withRows } from "../../card.js";
import { NotAllowedError } from "../../context.js";
import type { Button } from "../../feature.js";
import { scopeOf } from "../../incoming.js";
import { noLongerHere } from "../../reading/sections.js";

const deleteKind = "delete";
const shareKind = "share";

/** "Share" below an answer that one person alone sees. @param articleId that of its passage; none where nothing was found */
export function shareButton(articleId = ""): APIButtonComponent {
  return button(shareKind, articleId, "Share");
}

/** "Delete" below an answer that others see too. @param owner the id of the person who asked */
export function deleteButton(owner: string): APIButtonComponent {
  return button(deleteKind, owner, "Delete");
}

/** Shows a private answer to everybody in the channel, as shared by this person, who can delete it. */
export const share: Button = {
  kind: shareKind,
  isPrivate: false,
  async run(interaction, articleId, { library }) {
    const { message, user } = interaction;
    const isHere = articleId === "" || (await library.list(scopeOf(interaction))).some(({ id }) => id === articleId);
    if (!isHere || !message.flags.has(MessageFlags.IsComponentsV2))
      throw new NotAllowedError(noLongerHere.content ?? "");
    const toDelete = (row: Row) =>
      row.some(isShare) ? [...row.filter((one) => !isShare(one)), deleteButton(user.id)] : row;
    const components = message.components.map((one) => one.toJSON() as APIMessageTopLevelComponent);
    const by = { type: ComponentType.TextDisplay, content: `-# Shared by <@${user.id}>` } as const;
    return { components: [...withRows(components, toDelete), by], flags: MessageFlags.IsComponentsV2 };
  },
};

/** Deletes an answer for the person who asked and for those who may delete messages. */
export const deleteAnswer: Button = {
  kind: deleteKind,
  isInPlace: mayDelete,
  async run(interaction, owner) {
    if (mayDelete(interaction, owner)) return undefined;
    return { content: "Only the person who asked, and those who may manage messages, can delete this." };
  },
};

function mayDelete({ user, memberPermissions }: ButtonInteraction, owner: string): boolean {
  return user.id === owner || memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}

function isShare(one: Row[number]): boolean {
  return "custom_id" in one && one.custom_id.startsWith(`${shareKind}:`);
}
