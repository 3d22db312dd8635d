// Who signs, in order, and how far they are.
import { Busbar, type BusNode } from '@switchyard/design/busbar';
import type { OtherSigner, Session } from '../api-types.ts';
import { useWords } from '../session/hooks.ts';

const NODE = { waiting: 'ahead', sent: 'now', delivered: 'now', completed: 'done', declined: 'open' } as const;

export function SignersLine({ others }: { others: readonly OtherSigner[] }) {
  const words = useWords();
  const nodes: BusNode[] = others.map((other, index) => ({
    id: String(index),
    label: other.name,
    state: NODE[other.state],
    spoken: words.signerStates[other.state],
  }));
  return <Busbar label={words.signers} nodes={nodes} />;
}

export function SignersPanel({ session }: { session: Session }) {
  const words = useWords();
  if (session.others.length === 0) return null;
  return (
    <section class="signers no-print" aria-label={words.signers}>
      <h2>{words.signers}</h2>
      <ul class="signer-list">
        {session.others.map((other, index) => (
          <li key={index}>
            <span>{other.name}</span> <span class={`signer-state ${other.state}`}>{words.signerStates[other.state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
