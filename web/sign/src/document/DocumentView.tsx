// A document from its first page to its end: loaded once, drawn as it is reached, with the mark of the end that tells the server it was seen.
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageSize, SessionDocument, Tab } from '../api-types.ts';
import { Marks } from '../fields/Marks.tsx';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { openPdf, type PDFDocumentProxy } from './pdf.ts';
import { PageView } from './PageView.tsx';

const PAGE_WIDTH_MAX_PX = 860;

interface DocumentViewProps {
  readonly document: SessionDocument;
  readonly tabs: readonly Tab[];
  readonly zoom: number;
  readonly printing: boolean;
  readonly onAllDrawn: (documentId: string) => void;
}

interface OpenedPdf {
  readonly pdf: PDFDocumentProxy | null;
  /** Sizes of the pages: the server's, else those of the file. */
  readonly pages: readonly PageSize[];
  readonly failed: boolean;
  readonly again: () => void;
}

async function sizesOf(pdf: PDFDocumentProxy): Promise<PageSize[]> {
  const sizes: PageSize[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    sizes.push({ width, height });
  }
  return sizes;
}

function usePdf(document: SessionDocument): OpenedPdf {
  const ceremony = useCeremony();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [pages, setPages] = useState<readonly PageSize[]>(document.pages);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let over = false;
    openPdf({ url: new URL(document.url, location.href).href, headers: ceremony.api.headers })
      .then(async (opened) => {
        const sizes = document.pages.length > 0 ? document.pages : await sizesOf(opened);
        if (over) return opened.loadingTask.destroy();
        setPages(sizes);
        return setPdf(opened);
      })
      .catch(() => !over && setFailed(true));
    return () => void (over = true);
  }, [document.url, turn]);
  const again = () => {
    setFailed(false);
    setTurn(turn + 1);
  };
  return { pdf, pages, failed, again };
}

/** The width that the pages may have: that of the column, which the reader may enlarge. */
function useColumnWidth(): { column: RefObject<HTMLDivElement | null>; width: number } {
  const column = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!column.current) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watcher.observe(column.current);
    return () => watcher.disconnect();
  }, []);
  return { column, width };
}

export function DocumentView({ document, tabs, zoom, printing, onAllDrawn }: DocumentViewProps) {
  const words = useWords();
  const ceremony = useCeremony();
  const { pdf, pages, failed, again } = usePdf(document);
  const count = pages.length || document.pageCount;
  const { column, width } = useColumnWidth();
  const drawn = useRef(new Set<number>());
  const cssWidth = Math.floor(Math.min(width, PAGE_WIDTH_MAX_PX) * zoom);

  // Back to where an earlier session was.
  const { reading } = useCeremonyState().session ?? {};
  const stood = useRef(false);
  useEffect(() => {
    if (width === 0 || stood.current) return;
    stood.current = true;
    if (reading?.documentId === document.documentId && reading.page > 1) column.current?.querySelector(`[data-page="${Number(reading.page)}"]`)?.scrollIntoView();
  }, [width]);

  useEffect(() => {
    if (printing) drawn.current.clear();
  }, [printing]);
  const onDrawn = (page: number) => {
    drawn.current.add(page);
    if (drawn.current.size === count) onAllDrawn(document.documentId);
  };

  return (
    <section class="document" aria-label={words.documentRegion(document.name)}>
      <header class="document-head">
        <h2>{document.name}</h2>
        <p class="muted small">{words.pages(count)}</p>
      </header>
      {failed && (
        <p class="fault no-print" role="alert">
          {words.documentFailed}{' '}
          <button type="button" class="button" onClick={again}>
            {words.tryAgain}
          </button>
        </p>
      )}
      {!pdf && !failed && <p class="hidden-visually">{words.documentLoading}</p>}
      <div class="pages" ref={column} tabIndex={zoom > 1 ? 0 : undefined} role={zoom > 1 ? 'region' : undefined} aria-label={zoom > 1 ? document.name : undefined}>
        {width > 0 &&
          pages.map((size, index) => (
            <PageView key={index} pdf={pdf} number={index + 1} count={count} size={size} cssWidth={cssWidth} eager={printing} onDrawn={onDrawn} onRead={(page) => ceremony.readsPage(document.documentId, page)}>
              <Marks tabs={tabs.filter((tab) => tab.documentId === document.documentId && tab.page === index + 1)} size={size} />
            </PageView>
          ))}
      </div>
      <EndMark document={document} count={count} ready={pdf !== null} />
    </section>
  );
}

function EndMark({ document, count, ready }: { document: SessionDocument; count: number; ready: boolean }) {
  const ceremony = useCeremony();
  const words = useWords();
  const mark = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!mark.current || !ready || document.seenToEnd) return;
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      watcher.disconnect();
      void ceremony.sawEnd(document.documentId, count);
    });
    watcher.observe(mark.current);
    return () => watcher.disconnect();
  }, [ready, document.documentId, document.seenToEnd]);
  return (
    <p class={document.seenToEnd ? 'end-mark seen' : 'end-mark'} ref={mark} data-seen={document.seenToEnd}>
      <span>{words.endOfDocument(document.name, count)}</span> <span class="no-print">{document.seenToEnd ? words.seenToEnd : words.unseen}</span>
    </p>
  );
}
