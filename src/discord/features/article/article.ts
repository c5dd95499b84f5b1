import { type Command, commandOf, type Feature, slashCommand } from "../../feature.js";
import { add, openAdd } from "./add.js";
import { addForm } from "./add-form.js";
import { addChannelOfMessage } from "./channel.js";
import { defaultArticle } from "./default.js";
import { addAsArticle, addDocuments } from "./from-messages.js";
import { tellOfImport } from "./import.js";
import { articles, list, listPage } from "./list.js";
import { read } from "./read.js";
import { refresh } from "./refresh.js";
import { tellOfRefresh } from "./refresh-news.js";
import { confirmRemoval, remove, undoRemoval } from "./remove.js";
import { openRename, rename, renameForm } from "./rename.js";
import { replace, replaceForm } from "./replace.js";
import { askRemoval, showArticle } from "./report-buttons.js";
import { show } from "./show.js";
import { summary } from "./summary.js";

/** `/article …` */
const command: Command = {
  ...commandOf(slashCommand("article", "Add, look at and remove articles"), [
    add,
    list,
    show,
    read,
    summary,
    rename,
    replace,
    remove,
    defaultArticle,
    refresh,
  ]),
  help: (texts) => [
    texts.say("help.add"),
    texts.say("help.add-channel"),
    texts.say("help.read"),
    texts.say("help.summary"),
  ],
};

/** Articles: what there is, and how they are added, looked at, refreshed and removed. */
export const article: Feature = {
  commands: [articles, command],
  messageCommands: [addAsArticle, addChannelOfMessage],
  buttons: [openAdd, listPage, showArticle, openRename, askRemoval, confirmRemoval, undoRemoval],
  forms: [addForm, renameForm, replaceForm],
  message: addDocuments,
  importEnded: tellOfImport,
  refreshEnded: tellOfRefresh,
};
