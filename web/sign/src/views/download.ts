// Downloads through the session's secret: the answer is held in memory and handed to the browser as a file.
import { useState } from 'preact/hooks';
import { NetworkLost } from '../session/api.ts';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';

const LOOKS_MAX = 30;

export function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const fileName = (title: string, what: string) => `${title.replace(/[^\p{L}\p{N}._-]+/gu, ' ').trim() || 'document'}${what === 'certificate' ? ' - certificate' : ''}.pdf`;

/** `text` says what happens: that the file is still being sealed, or what went wrong. */
export function useDownload(): { download: (what: 'document' | 'certificate') => void; text: string } {
  const ceremony = useCeremony();
  const { session } = useCeremonyState();
  const words = useWords();
  const [text, setText] = useState('');
  const fetchOnce = async (what: string): Promise<number> => {
    const response = await ceremony.api.fetch(what === 'certificate' ? 'download?what=certificate' : 'download');
    // 202: it is being sealed; the server says when to ask again.
    if (response.status === 202) return Number(response.headers.get('Retry-After') ?? '1') || 1;
    saveAs(await response.blob(), fileName(session?.envelope.title ?? '', what));
    return 0;
  };
  const download = (what: 'document' | 'certificate') => {
    void (async () => {
      try {
        setText('');
        for (let look = 0; look < LOOKS_MAX; look++) {
          const seconds = await fetchOnce(what);
          if (seconds === 0) {
            setText('');
            return;
          }
          setText(words.downloadSealing);
          await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        }
      } catch (error) {
        setText(error instanceof NetworkLost || !(error instanceof Error) || !error.message ? words.somethingWrong : error.message);
      }
    })();
  };
  return { download, text };
}
