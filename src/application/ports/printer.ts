/** A column of a table: its share of the width, and where its values stand. */
export interface PaperColumn {
  readonly title: string;
  readonly share: number;
  readonly isNumber: boolean;
}

/** A document for people: a heading, what matters at a glance, and a table. All words and numbers are ready to be read. */
export interface Paper {
  readonly language: 'zh-CN' | 'en';
  readonly title: string;
  /** Whom it is for. */
  readonly owner: string;
  /** Names and values beneath the title. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Names and amounts, one below the other; the last is their outcome. */
  readonly sums: readonly (readonly [name: string, amount: string])[];
  readonly columns: readonly PaperColumn[];
  /** A text for each column. They may come slowly, and are not kept. */
  readonly rows: AsyncIterable<readonly string[]>;
  /** Beneath the table; null where there is nothing to add. */
  readonly note: string | null;
  /** What stands at the foot of that page, from 1 on. */
  readonly foot: (page: number) => string;
  readonly createdAt: Date;
}

export interface Printer {
  /** As a PDF, piece by piece. The same paper is the same bytes. */
  print(paper: Paper): AsyncIterable<Uint8Array>;
}
