// A refusal of the server: the members of its problem document (RFC 9457), or of an OAuth error.
export class SwitchyardError extends Error {
  override readonly name = 'SwitchyardError';
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: readonly { pointer?: string; code: string; detail?: string }[];

  constructor(status: number, body: unknown) {
    const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const text = (name: string) => (typeof said[name] === 'string' ? said[name] : undefined);
    super(`${status} ${text('code') ?? text('error') ?? ''}: ${text('detail') ?? text('error_description') ?? text('title') ?? 'no detail'}`);
    this.status = status;
    this.code = text('code') ?? text('error') ?? 'unknown';
    this.requestId = text('requestId');
    this.fields = Array.isArray(said['errors']) ? said['errors'] : [];
  }
}
