/** What is said above a passage that may answer a question or not. */
export const UNSURE = "This may answer it:";

/** What `/why` says of its confidence. */
export const NO_CONFIDENCE = "No confidence: the model is not calibrated.";
