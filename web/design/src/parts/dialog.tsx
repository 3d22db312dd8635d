// A modal dialog on the browser's own <dialog>. It opens when mounted; `onClose` is called on Escape too, and the focus returns to where it was.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** A dialog that asks for an answer does not go away by Escape. */
  readonly insistent?: boolean;
  readonly wide?: boolean;
}

export function Dialog({ title, onClose, children, insistent = false, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        if (!insistent) onClose();
      }}
    >
      <div class="dialog-in">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
