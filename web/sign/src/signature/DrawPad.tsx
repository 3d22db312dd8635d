// A box to draw in with finger, pen or mouse. Strokes are kept in thousandths of the box, so that they are the same on every screen. Typing is the way
// for those who cannot draw, and the page says so.
import { useRef, useState } from 'preact/hooks';
import type { Stroke } from '../api-types.ts';
import { useWords } from '../session/hooks.ts';

const SIDE = 1000;
const STROKES_MAX = 200;
const POINTS_MAX = 2000;

interface DrawPadProps {
  readonly id: string;
  readonly label: string;
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: Stroke[]) => void;
  readonly narrow?: boolean;
}

export function DrawPad({ id, label, strokes, onChange, narrow = false }: DrawPadProps) {
  const words = useWords();
  const box = useRef<SVGSVGElement>(null);
  const [current, setCurrent] = useState<[number, number][]>([]);

  const pointOf = (event: PointerEvent): [number, number] => {
    const area = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
    const part = (at: number, from: number, length: number) => Math.min(SIDE, Math.max(0, Math.round((SIDE * (at - from)) / length)));
    return [part(event.clientX, area.left, area.width), part(event.clientY, area.top, area.height)];
  };
  const start = (event: PointerEvent) => {
    if (event.button !== 0 || strokes.length >= STROKES_MAX) return;
    event.preventDefault();
    box.current?.setPointerCapture(event.pointerId);
    setCurrent([pointOf(event)]);
  };
  const move = (event: PointerEvent) => {
    if (current.length === 0 || current.length >= POINTS_MAX) return;
    const point = pointOf(event);
    const last = current.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) setCurrent([...current, point]);
  };
  const stop = () => {
    if (current.length > 0) onChange([...strokes, { points: current }]);
    setCurrent([]);
  };

  return (
    <div class="pad-block">
      <div class={narrow ? 'pad narrow' : 'pad'}>
        <svg
          ref={box}
          id={id}
          role="img"
          aria-label={label}
          viewBox={`0 0 ${SIDE} ${SIDE}`}
          preserveAspectRatio="none"
          onPointerDown={start}
          onPointerMove={move}
          onPointerUp={stop}
          onPointerCancel={stop}
        >
          {[...strokes, { points: current }].map((stroke, index) => (
            <polyline key={index} points={lineOf(stroke.points)} vector-effect="non-scaling-stroke" />
          ))}
        </svg>
        <span class="pad-line" aria-hidden="true" />
      </div>
      <div class="buttons">
        <button type="button" class="button" onClick={() => onChange(strokes.slice(0, -1))}>
          {words.undo}
        </button>
        <button type="button" class="button" onClick={() => onChange([])}>
          {words.clear}
        </button>
      </div>
    </div>
  );
}

/** A dot is drawn as a line of no length. */
function lineOf(points: readonly [number, number][]): string {
  const all = points.length === 1 ? [...points, ...points] : points;
  return all.map(([x, y]) => `${x},${y}`).join(' ');
}
