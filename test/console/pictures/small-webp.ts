import type { Page } from 'playwright-core';

const QUALITY = 0.8;

/** The picture as WebP, so many pixels wide. The browser draws it: no library is needed. */
export async function smallWebp(page: Page, png: Buffer, width: number): Promise<Buffer> {
  const drawn = await page.evaluate<string>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png.toString('base64')}';
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = ${width};
    canvas.height = Math.round((image.height * ${width}) / image.width);
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/webp', ${QUALITY});
  })()`);
  return Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
}
