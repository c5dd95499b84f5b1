import { PersonError } from "../person-error.js";

/** A question that cannot be asked; the message is written for the person who asked. */
class QuestionError extends PersonError {
  override readonly name: string = "QuestionError";
}

/** Nothing was asked. */
export class EmptyQuestionError extends QuestionError {
  override readonly name = "EmptyQuestionError";
  constructor() {
    super("The question is empty. Ask about something, for example: when did it happen?");
  }
}

/** The question is longer than any question is. */
export class QuestionTooLongError extends QuestionError {
  override readonly name = "QuestionTooLongError";
  constructor(
    readonly length: number,
    readonly maxLength: number,
  ) {
    super(`The question has ${length} characters; at most ${maxLength} are read. Ask it shorter.`);
  }
}

/** The scope has no article of that id; the message is written for the person who asked. */
export class UnknownArticleError extends QuestionError {
  override readonly name = "UnknownArticleError";
  constructor(readonly articleId: string) {
    super(`There is no article “${articleId}” here.`);
  }
}

/** All the articles asked wait for vectors of the present model, and the model that made their old ones is gone. */
export class ArticlesNotReadyError extends QuestionError {
  override readonly name = "ArticlesNotReadyError";
  constructor(readonly articles: number) {
    super("The articles are being read again for a new model. Ask again in a few minutes.");
  }
}

/** The database cannot give an article that it has; the message is written for the person who asked. */
export class UnreadableArticleError extends QuestionError {
  override readonly name = "UnreadableArticleError";
  constructor(
    readonly articleId: string,
    readonly title: string,
    options?: ErrorOptions,
  ) {
    super(
      `“${title}” cannot be read: its place in the database is damaged. Whoever manages it can remove it and add it again.`,
      options,
    );
  }
}

/** An article that cannot be added; the message is written for the person who adds it. */
export class ImportError extends PersonError {
  override readonly name: string = "ImportError";
}

/** The operator does not allow articles to be added there. */
export class ImportsForbiddenError extends ImportError {
  override readonly name = "ImportsForbiddenError";
  constructor(readonly where: "servers" | "direct messages") {
    super(`The operator of this bot does not allow articles to be added in ${where}.`);
  }
}

/** A title of which nothing can be read. */
export class EmptyTitleError extends PersonError {
  override readonly name = "EmptyTitleError";
  constructor() {
    super("The new title is empty. Give it a word or more, at most 300 characters.");
  }
}

/** What was begun is kept, and could not be finished, since the store did not take more; the next start does. */
export class ImportKeptError extends ImportError {
  override readonly name = "ImportKeptError";
  constructor(title: string, options: ErrorOptions) {
    super(
      `“${title}” is kept, but cannot be asked yet: what I made of it could not be written, as on a disk that is full or held by another program. It is finished when I am started again, and you are told then. There is no need to add it again.`,
      options,
    );
  }
}

/** The import was cancelled, or what it belongs to was deleted, before it was done. */
export class ImportCancelledError extends ImportError {
  override readonly name = "ImportCancelledError";
  constructor(readonly title: string) {
    super(`Adding “${title}” was cancelled.`);
  }
}

/** Pilcrow is leaving in the middle of an import. */
export class ImportInterruptedError extends ImportError {
  override readonly name = "ImportInterruptedError";
  constructor() {
    super("Pilcrow is being restarted. What was being added is finished after that.");
  }
}
