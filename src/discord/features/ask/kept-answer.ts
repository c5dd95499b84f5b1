import {
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type ButtonInteraction,
  ComponentType,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { button } from "../../buttons.js";
import { type Row, withRows } from "../../card.js";
import { NotAllowedError } from "../../context.js";
import type { Button } from "../../feature.js";
import { scopeOf } from "../../incoming.js";

const deleteKind = "delete";
const shareKind = "share";

/** "Share" below an answer that one person alone sees. @param articleId that of its passage; none where nothing was found */
export function shareButton(texts: Texts, articleId = ""): APIButtonComponent {
  return button(shareKind, articleId, texts.say("ask.share"));
}

/** "Delete" below an answer that others see too. @param owner the id of the person who asked */
export function deleteButton(owner: string, texts: Texts): APIButtonComponent {
  return button(deleteKind, owner, texts.say("ask.delete"));
}

/** Shows a private answer to everybody in the channel, as shared by this person, who can delete it. */
export const share: Button = {
  kind: shareKind,
  isPrivate: false,
  async run(interaction, articleId, { library, texts }) {
    const { message, user } = interaction;
    const isHere = articleId === "" || (await library.list(scopeOf(interaction))).some(({ id }) => id === articleId);
    if (!isHere || !message.flags.has(MessageFlags.IsComponentsV2))
      throw new NotAllowedError((own) => own.say("reading.no-longer-here"));
    const toDelete = (row: Row) =>
      row.some(isShare) ? [...row.filter((one) => !isShare(one)), deleteButton(user.id, texts)] : row;
    const components = message.components.map((one) => one.toJSON() as APIMessageTopLevelComponent);
    const shared = texts.say("ask.shared-by", { person: `<@${user.id}>` });
    const by = { type: ComponentType.TextDisplay, content: `-# ${shared}` } as const;
    return { components: [...withRows(components, toDelete), by], flags: MessageFlags.IsComponentsV2 };
  },
};

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

function isShare(one: Row[number]): boolean {
  return "custom_id" in one && one.custom_id.startsWith(`${shareKind}:`);
}
