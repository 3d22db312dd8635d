// The hands of typed signatures. A picture is made of the name as the signer saw it; it is what the PDF shows.

const FAMILIES: Record<string, string> = { flowing: 'Hand Flowing', upright: 'Hand Upright', plain: 'Plex Sans' };

export const styleClass = (style: string): string => (style in FAMILIES ? `hand-${style}` : 'hand-plain');

const HEIGHT_PX = 160;
const INK = '#14213d';
const WIDTH_MAX_PX = 1600;

/** PNG, Base64 without prefix: the words in that hand on a transparent ground. */
export async function pictureOf(text: string, style: string): Promise<string> {
  const font = `${style === 'plain' ? 0.5 * HEIGHT_PX : 0.62 * HEIGHT_PX}px "${FAMILIES[style] ?? FAMILIES['plain']}"`;
  await document.fonts.load(font, text);
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.font = font;
  canvas.width = Math.min(WIDTH_MAX_PX, Math.ceil(brush.measureText(text).width) + HEIGHT_PX / 2);
  canvas.height = HEIGHT_PX;
  brush.font = font;
  brush.fillStyle = INK;
  brush.textBaseline = 'alphabetic';
  brush.fillText(text, HEIGHT_PX / 4, 0.68 * HEIGHT_PX, WIDTH_MAX_PX - HEIGHT_PX / 2);
  return base64Of(canvas);
}

export function base64Of(canvas: HTMLCanvasElement): string {
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** "Ana María Lopez" → "AML": the first letters of the first three names. */
export function initialsOf(name: string): string {
  return name
    .trim()
    .split(/[\s-]+/)
    .slice(0, 3)
    .map((part) => [...part][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
