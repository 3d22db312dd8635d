// The catalogues, and instants as people read them: date and time with their zone.
import type { Language } from '../api-types.ts';
import { en, type Words } from './en.ts';
import { es } from './es.ts';

export type { Words };

const CATALOGUES: Record<Language, Words> = { en, es };
export const LANGUAGES = Object.keys(CATALOGUES) as Language[];

export const wordsIn = (language: Language): Words => CATALOGUES[language];

export function instantText(instant: string, language: Language, timeZone?: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(date);
}
