import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Paper, Printer } from '../../application/ports/printer.ts';
import { Sheet } from './sheet.ts';

/** Noto Sans, with the characters of mainland China (SIL Open Font License). */
const font = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '../fonts/NotoSansHans-Regular.otf',
);
/** After so many, whatever else the process has to do gets its turn. */
const ROWS_AT_A_TIME = 10;

/** Each page is written when it is full; of the font, only what is used goes into the document, at its end. */
export class PdfPrinter implements Printer {
  async *print(paper: Paper): AsyncGenerator<Uint8Array> {
    const { language, title, owner, createdAt: CreationDate } = paper;
    const margins = { top: 0, bottom: 0, left: 0, right: 0 };
    const info = { Title: `${title} ${owner}`, Producer: 'zhuanxian', Creator: 'zhuanxian', CreationDate };
    const document = new PDFDocument({ size: 'A4', margins, autoFirstPage: false, font, lang: language, info });
    void draw(document, paper).catch((error: unknown) => {
      document.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    for await (const piece of document) yield piece as Uint8Array;
  }
}

async function draw(document: PDFKit.PDFDocument, paper: Paper): Promise<void> {
  const sheet = new Sheet(document, paper);
  sheet.begin();
  let count = 0;
  for await (const row of paper.rows) {
    // Whoever read it has gone.
    if (document.destroyed) return;
    sheet.row(row);
    if (++count % ROWS_AT_A_TIME === 0) await turn();
  }
  sheet.end();
  document.end();
}
