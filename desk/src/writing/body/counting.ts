/** How long a text is: its words and its characters. */

/** The length of a text. */
export interface Length {
  readonly words: number;
  readonly characters: number;
}

/** Count words, as the language has them, and characters as readers see them. */
export function lengthOf(text: string, language: string): Length {
  const words = new Intl.Segmenter(language, { granularity: "word" });
  const characters = new Intl.Segmenter(language, { granularity: "grapheme" });
  let counted = 0;
  for (const { isWordLike } of words.segment(text)) counted += isWordLike ? 1 : 0;
  const line = text.replace(/\s+/g, " ").trim();
  return { words: counted, characters: [...characters.segment(line)].length };
}
