// pdf.js, loaded when a document is first shown. Its worker, its stand-in fonts and its tables are files of this origin; no WebAssembly, which the page's
// policy does not allow.
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { trustedScriptUrl } from './trusted.ts';

export type { PDFDocumentProxy, PDFPageProxy };

const RESOURCES = '/esign/signing/assets/pdf/';

let library: Promise<typeof import('pdfjs-dist')> | null = null;

function load(): Promise<typeof import('pdfjs-dist')> {
  if (library) return library;
  // Both halves travel at once.
  const worker = new Worker(trustedScriptUrl(workerUrl) as unknown as URL, { type: 'module' });
  library = import('pdfjs-dist').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerPort = worker;
    return pdfjs;
  });
  // A chunk that the network lost is asked for again the next time.
  library.catch(() => (library = null));
  return library;
}

/** Fetches pdf.js ahead of its use, when the page has nothing else to do. A connection that asks to be spared is. */
export function warmUp(): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  const idle = globalThis.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 1500));
  idle(() => void load().catch(() => undefined));
}

export async function openPdf(source: { url: string; headers: Record<string, string> } | { bytes: Uint8Array }): Promise<PDFDocumentProxy> {
  const pdfjs = await load();
  const where = 'url' in source ? { url: source.url, httpHeaders: source.headers } : { data: source.bytes };
  return pdfjs.getDocument({
    ...where,
    cMapUrl: `${RESOURCES}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${RESOURCES}standard_fonts/`,
    wasmUrl: `${RESOURCES}wasm/`,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
  }).promise;
}

/** Draws a page on the canvas, `cssWidth` pixels wide; resolves when it stands. The answer of `draw` cancels. */
export function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, cssWidth: number): { done: Promise<void>; cancel: () => void } {
  const scale = (cssWidth / page.getViewport({ scale: 1 }).width) * Math.min(window.devicePixelRatio || 1, 2);
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport, intent: 'display' });
  return { done: task.promise, cancel: () => task.cancel() };
}

/** The page's words, where they stand: for screen readers, search and copying. */
export async function layText(page: PDFPageProxy, container: HTMLElement, cssWidth: number): Promise<void> {
  const pdfjs = await load();
  const scale = cssWidth / page.getViewport({ scale: 1 }).width;
  container.replaceChildren();
  container.style.setProperty('--total-scale-factor', String(scale));
  await new pdfjs.TextLayer({
    textContentSource: page.streamTextContent({ includeMarkedContent: true }),
    container,
    viewport: page.getViewport({ scale }),
  }).render();
}
