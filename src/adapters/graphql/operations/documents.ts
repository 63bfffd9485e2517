import type { DocumentNode, ParseOptions } from 'graphql';
import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';

/** The longest real operation has some 400 tokens. */
export const parseOptions: ParseOptions = { maxLexicalTokens: 2000 };

/** In characters of text, of which each takes some 100 bytes when it is parsed. */
const MOST_KEPT = 256 * 1024;

/**
 * What was parsed lately, by its text: clients ask in the same words again and again. Whoever asks in the same words
 * gets the same document, which tells whoever keeps what it found out about it.
 */
export class Documents {
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: MOST_KEPT,
    sizeCalculation: (_document, text) => text.length,
  });

  /** @throws GraphQLError where it is none */
  of(text: string): DocumentNode {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    const document = parse(text, parseOptions);
    this.#kept.set(text, document);
    return document;
  }
}
