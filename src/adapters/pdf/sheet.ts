import type { Paper } from '../../application/ports/printer.ts';

type Document = PDFKit.PDFDocument;

/** Points, of which 72 are an inch. */
const MARGIN = 42;
const FOOT = 54;
const SIZES = { title: 18, owner: 12, text: 9, cell: 7.5 } as const;
const GAP = 4;
const GREY = '#666666';
const LINES_OF_A_CELL = 2;

/** Pages that are filled from top to bottom. Nothing is drawn outside of their edges: what is too long is wrapped, then cut. */
export class Sheet {
  #y = MARGIN;
  #page = 0;
  readonly #width: number;
  readonly #bottom: number;

  constructor(
    private readonly document: Document,
    private readonly paper: Paper,
  ) {
    this.#addPage();
    this.#width = document.page.width - 2 * MARGIN;
    this.#bottom = document.page.height - FOOT;
  }

  /** All above the table, and its head. */
  begin(): void {
    const { title, owner, facts, sums } = this.paper;
    this.#paragraph(title, SIZES.title, 2);
    this.#paragraph(owner, SIZES.owner, 3);
    this.#y += GAP;
    for (const [name, value] of facts) this.#paragraph(`${name}  ${value}`, SIZES.text, 2, GREY);
    this.#y += 2 * GAP;
    for (const [index, sum] of sums.entries()) this.#sum(sum, index === sums.length - 1);
    this.#y += 3 * GAP;
    this.#head();
  }

  row(cells: readonly string[]): void {
    const { document } = this;
    document.fontSize(SIZES.cell);
    const height = Math.max(...cells.map((cell, index) => this.#cellHeight(oneLine(cell), this.#share(index))));
    if (this.#y + height > this.#bottom) {
      this.#addPage();
      this.#head();
    }
    this.#cells(cells, height);
    this.#line(0.25);
  }

  end(): void {
    const { note } = this.paper;
    if (note === null) return;
    this.#y += 2 * GAP;
    if (this.#y + 3 * this.#lineHeight(SIZES.text) > this.#bottom) this.#addPage();
    this.#paragraph(note, SIZES.text, 3, GREY);
  }

  #addPage(): void {
    const { document, paper } = this;
    document.addPage();
    this.#y = MARGIN;
    this.#page += 1;
    const [left, top] = [MARGIN, document.page.height - FOOT / 2 - SIZES.text];
    const options = { width: document.page.width - 2 * MARGIN, align: 'center', lineBreak: false } as const;
    document
      .fontSize(SIZES.cell)
      .fillColor(GREY)
      .text(oneLine(paper.foot(this.#page)), left, top, options);
  }

  #head(): void {
    const { columns } = this.paper;
    this.document.fontSize(SIZES.cell);
    this.#line(0.75);
    const titles = columns.map(({ title }) => title);
    this.#cells(titles, Math.max(...titles.map((title, index) => this.#cellHeight(title, this.#share(index)))));
    this.#line(0.75);
  }

  #cells(cells: readonly string[], height: number): void {
    this.document.fillColor('black').fontSize(SIZES.cell);
    let left = MARGIN;
    for (const [index, cell] of cells.entries()) {
      const width = this.#share(index) - GAP;
      const align = this.paper.columns[index]?.isNumber === true ? 'right' : 'left';
      this.document.text(oneLine(cell), left, this.#y + GAP / 2, { width, height: height - GAP, align, ellipsis: '…' });
      left += width + GAP;
    }
    this.#y += height;
  }

  #sum([name, amount]: readonly [string, string], isOutcome: boolean): void {
    const height = this.#lineHeight(SIZES.text) + GAP;
    if (isOutcome) this.#line(0.75, this.#width / 2);
    const options = { width: this.#width / 2, lineBreak: false } as const;
    const top = this.#y + GAP / 2;
    this.document.fontSize(SIZES.text).fillColor('black').text(oneLine(name), MARGIN, top, options);
    this.document.text(amount, MARGIN, top, { ...options, align: 'right' });
    this.#y += height;
  }

  #paragraph(text: string, size: number, lines: number, colour = 'black'): void {
    const { document } = this;
    document.fontSize(size).fillColor(colour);
    const options = { width: this.#width, height: lines * this.#lineHeight(size), ellipsis: '…' };
    const words = oneLine(text);
    document.text(words, MARGIN, this.#y, options);
    this.#y += Math.min(document.heightOfString(words, { width: this.#width }), options.height) + GAP;
  }

  #line(thickness: number, width = this.#width): void {
    this.document.lineWidth(thickness).strokeColor(GREY);
    this.document
      .moveTo(MARGIN, this.#y)
      .lineTo(MARGIN + width, this.#y)
      .stroke();
  }

  #cellHeight(text: string, share: number): number {
    const most = LINES_OF_A_CELL * this.#lineHeight(SIZES.cell);
    return Math.min(this.document.heightOfString(text, { width: share - GAP }), most) + GAP;
  }

  #share(index: number): number {
    const { columns } = this.paper;
    const all = columns.reduce((sum, { share }) => sum + share, 0);
    return (this.#width * (columns[index]?.share ?? 0)) / all;
  }

  #lineHeight(size: number): number {
    return this.document.fontSize(size).currentLineHeight(true);
  }
}

/** Other people's words may hold line breaks, which would break the table. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
