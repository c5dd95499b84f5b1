/** Whether anything is left of `text` when Discord has trimmed it. */
export function hasText(text: string | null | undefined): boolean {
  return (text ?? "").trim() !== "";
}

/** A breach where `text` is longer than `most`. */
export function atMost(name: string, text: string | null | undefined, most: number): string[] {
  const { length } = text ?? "";
  return length > most ? [`${name} has ${length} characters, at most ${most}`] : [];
}

/** A breach where `text` is missing, blank (Discord trims), or longer than `most`. */
export function between(name: string, text: string | null | undefined, most: number): string[] {
  return hasText(text) ? atMost(name, text, most) : [`${name} is empty`];
}
