/** `word` to follow Chinese: with a blank before it where it begins with a Latin letter or a digit. */
export const spaced = (word: string): string => (/^\w/.test(word) ? ` ${word}` : word);
