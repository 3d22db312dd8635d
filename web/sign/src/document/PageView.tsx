// One page: its true size from the first moment, its picture and words when it comes near, and over it what the signer placed.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageSize } from '../api-types.ts';
import { useWords } from '../session/hooks.ts';
import { drawPage, layText, type PDFDocumentProxy } from './pdf.ts';

interface PageViewProps {
  readonly pdf: PDFDocumentProxy | null;
  readonly number: number;
  readonly count: number;
  readonly size: PageSize;
  readonly cssWidth: number;
  /** Draw even when far away: for the printer. */
  readonly eager: boolean;
  readonly onDrawn: (page: number) => void;
  /** The middle of the window is on this page. */
  readonly onRead: (page: number) => void;
  readonly children?: ComponentChildren;
}

export function PageView({ pdf, number, count, size, cssWidth, eager, onDrawn, onRead, children }: PageViewProps) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(number === 1);
  const [failed, setFailed] = useState(0);

  useEffect(() => {
    if (!box.current) return;
    const watcher = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), { rootMargin: '150% 0px' });
    watcher.observe(box.current);
    const reader = new IntersectionObserver(([entry]) => entry?.isIntersecting && onRead(number), { rootMargin: '-50% 0px' });
    reader.observe(box.current);
    return () => {
      watcher.disconnect();
      reader.disconnect();
    };
  }, []);

  const wanted = near || eager;
  useEffect(() => {
    const surface = canvas.current;
    const layer = text.current;
    if (!pdf || !wanted || !surface || !layer || cssWidth <= 0) return;
    let over = false;
    let cancel = () => {};
    void (async () => {
      try {
        const page = await pdf.getPage(number);
        if (over) return;
        const drawing = drawPage(page, surface, cssWidth);
        cancel = drawing.cancel;
        await Promise.all([drawing.done, layText(page, layer, cssWidth)]);
        surface.dataset['drawn'] = 'true';
        onDrawn(number);
      } catch {
        if (!over) setTimeout(() => !over && setFailed((n) => n + 1), 1500);
      }
    })();
    return () => {
      over = true;
      cancel();
      // A far page keeps no bitmap: phones have little memory.
      if (!eager) surface.width = surface.height = 0;
      delete surface.dataset['drawn'];
    };
  }, [pdf, wanted, number, cssWidth, failed]);

  const height = (cssWidth * size.height) / size.width;
  return (
    <div class="page" ref={box} role="group" aria-label={words.page(number, count)} data-page={number} style={{ width: `${cssWidth}px`, height: `${height}px` }}>
      <canvas ref={canvas} class="page-picture" aria-hidden="true" />
      <div ref={text} class="textLayer" />
      {children}
    </div>
  );
}
