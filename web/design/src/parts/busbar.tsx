// The steps of a thing as a one-line diagram: a bar and its nodes. Read aloud as an ordered list whose present step is marked.

export type NodeState = 'done' | 'now' | 'ahead' | 'open';

export interface BusNode {
  readonly id: string;
  readonly label: string;
  readonly state: NodeState;
  /** The state in words, for those who do not see the node. */
  readonly spoken: string;
}

export function Busbar({ label, nodes }: { label: string; nodes: readonly BusNode[] }) {
  return (
    <ol class="busbar" aria-label={label}>
      {nodes.map((node) => (
        <li key={node.id} class={node.state} aria-current={node.state === 'now' ? 'step' : undefined}>
          {node.label}
          <span class="hidden-visually"> ({node.spoken})</span>
        </li>
      ))}
    </ol>
  );
}
