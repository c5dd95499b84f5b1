/** From this much larger than the body, a line is a heading. */
export const HEADING_SIZE = 1.14;
