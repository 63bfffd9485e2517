import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader's program finds on each page of a PDF, and how far to the right and down it reaches. */
export interface PageText {
  readonly lines: readonly string[];
  readonly text: string;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
}

export async function pagesOf(pdf: Uint8Array): Promise<readonly PageText[]> {
  // Its standard fonts are not needed: what we print brings its own.
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages = Array.from({ length: document.numPages }, async (_, index) => {
    const page = await document.getPage(index + 1);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => ('str' in item ? [item] : []));
    const placed = pieces.map(({ str, width, transform }) => {
      const [, , , , x = 0, y = 0] = transform as number[];
      return { str, y, right: x + width };
    });
    const rows = [...new Set(placed.map(({ y }) => y))].sort((a, b) => b - a);
    const line = (at: number): string =>
      placed.flatMap(({ str, y }) => (y === at && str.trim() !== '' ? [str] : [])).join(' ');
    return {
      lines: rows.map(line),
      text: rows.map(line).join('\n'),
      right: Math.max(...placed.map(({ right }) => right)),
      bottom: Math.min(...placed.map(({ y }) => y)),
      width: page.getViewport({ scale: 1 }).width,
    };
  });
  const read = await Promise.all(pages);
  await document.destroy();
  return read;
}
