/** A question that cannot be asked; the message is written for the person who asked. */
export class QuestionError extends Error {
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

/** The database cannot be opened, read or written. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
  constructor(
    /** The database file. */
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`Database ${file}: ${problem}`, options);
  }
}
