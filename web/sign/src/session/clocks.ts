// Two clocks that the server tells and this page only carries on: the business clock of prices, and the real clock of idle sessions. The computer's own
// clock may be wrong, so its wall time is never asked; Date.now is used for the distance between two looks only, since performance.now stands still
// while a computer sleeps.

export interface ToldClock {
  /** Milliseconds since 1970 at the moment of telling. */
  readonly told: number;
  readonly at: number;
}

export function tell(instant: string, at: number): ToldClock {
  return { told: Date.parse(instant), at };
}

export function nowOf(clock: ToldClock, at: number): number {
  // A computer's clock set back must not give time that is not there.
  return clock.told + Math.max(0, at - clock.at);
}

/** What is left until `instant`, in whole seconds, never below 0. */
export function secondsLeft(clock: ToldClock, at: number, instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - nowOf(clock, at)) / 1000));
}

/** "1:02:09", "4:05": what a countdown shows. From a day on, whole days and hours are left to words. */
export function clockFace(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The moments at which a countdown is spoken: an hour, ten minutes, five, one. */
const SPOKEN_SECONDS = [3600, 600, 300, 60];

/** The mark that lies between two looks at a countdown, or null. */
export function spokenMark(before: number, now: number): number | null {
  return SPOKEN_SECONDS.find((mark) => before > mark && now <= mark) ?? null;
}
