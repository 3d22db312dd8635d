// Events as GET /v1/events and webhooks have them. The members of each type: GET /docs/events.
export interface Reason {
  readonly code: string | null;
  readonly class: 'fixable' | 'retry' | 'final' | null;
  readonly text: string | null;
  readonly remedy: string | null;
  readonly waitingOn: 'customer' | 'partner' | 'operator' | 'supplier' | 'utility' | null;
  readonly dueAt: string | null;
}

export interface Event {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly environment: 'test' | 'live';
  readonly partnerId: string;
  readonly worldId: string | null;
  readonly occurredAt: string;
  readonly subject: string;
  readonly sequence: number | null;
  readonly previousStatus: string | null;
  readonly status: string | null;
  readonly reason: Reason | null;
  readonly yourReference: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly [member: string]: unknown;
}

export interface EventOptions {
  // 'contract.signed', 'quote.*'
  readonly types?: readonly string[];
  readonly subject?: string;
  // Where a former reading ended; without it the feed is read from its beginning, or from `since`.
  readonly cursor?: string;
  readonly since?: Date;
  // Goes on waiting at the end, asking at this distance; 0: ends there.
  readonly pollMs?: number;
  readonly signal?: AbortSignal;
}

export interface EventPage {
  readonly items: readonly Event[];
  readonly nextCursor: string;
}
