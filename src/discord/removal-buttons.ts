export const removeKind = "remove";
export const keepKind = "keep";
export const undoKind = "undo";
