// A framed remark: its tone is shown by colour and said by a word.
import type { ComponentChildren } from 'preact';

interface NoticeProps {
  readonly tone: 'info' | 'ok' | 'warn' | 'danger';
  readonly kind: string;
  readonly children: ComponentChildren;
  /** Spoken when it appears: 'status' waits its turn, 'alert' does not. */
  readonly live?: 'status' | 'alert';
}

export function Notice({ tone, kind, children, live }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={live}>
      <p class="kind">{kind}</p>
      {children}
    </div>
  );
}
