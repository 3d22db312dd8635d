// The sender's accent. The server has checked that its ink can be read on it; here it must also be told from the grounds, or the page keeps its own.
import type { Brand } from '../api-types.ts';

type Rgb = readonly [number, number, number];

const LIGHT_GROUNDS = ['#f7f6f2', '#ffffff', '#eeece6'];
const DARK_GROUNDS = ['#111412', '#191d1b', '#0c0f0d'];
/** Links are words in the accent: WCAG 1.4.3. */
const RATIO_MIN = 4.5;

export function rgbOf(hex: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return match ? [parseInt(match[1] ?? '', 16), parseInt(match[2] ?? '', 16), parseInt(match[3] ?? '', 16)] : null;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const linear = part / 255;
    return linear <= 0.04045 ? linear / 12.92 : ((linear + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Moves the colour towards black or white in small steps until it can be read on all grounds; null where it is no colour. */
export function readableAccent(hex: string, scheme: 'light' | 'dark'): string | null {
  const start = rgbOf(hex);
  if (!start) return null;
  const grounds = (scheme === 'light' ? LIGHT_GROUNDS : DARK_GROUNDS).map((ground) => rgbOf(ground) as Rgb);
  const end = scheme === 'light' ? 0 : 255;
  for (let step = 0; step <= 50; step++) {
    const moved = start.map((part) => Math.round(part + ((end - part) * step) / 50)) as unknown as Rgb;
    if (grounds.every((ground) => contrast(moved, ground) >= RATIO_MIN)) return `#${moved.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  }
  return null;
}

/** Black or white, whichever is read better on the colour. */
export function inkOn(hex: string): '#000000' | '#ffffff' {
  const fill = rgbOf(hex);
  return fill && contrast(fill, [0, 0, 0]) > contrast(fill, [255, 255, 255]) ? '#000000' : '#ffffff';
}

export function applyBrand(brand: Brand): void {
  const style = document.documentElement.style;
  for (const scheme of ['light', 'dark'] as const) {
    const accent = readableAccent(brand.accent, scheme);
    if (!accent) continue;
    style.setProperty(`--brand-accent-${scheme}`, accent);
    style.setProperty(`--brand-ink-${scheme}`, inkOn(accent));
  }
}
