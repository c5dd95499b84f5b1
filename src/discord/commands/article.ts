import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from "discord.js";
import { add } from "./article/add.js";
import { defaultArticle } from "./article/default.js";
import { list } from "./article/list.js";
import { refresh } from "./article/refresh.js";
import { remove } from "./article/remove.js";
import { show } from "./article/show.js";
import { commandOf } from "./subcommand.js";

/** `/article …` */
export const article = commandOf(
  {
    type: ApplicationCommandType.ChatInput,
    name: "article",
    description: "Add, look at and remove articles",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },
  [add, list, show, remove, defaultArticle, refresh],
);
