export { Client, type CallOptions, type ClientOptions, type GraphqlAnswer } from './client.ts';
export { SwitchyardError } from './errors.ts';
export { type Event, type EventOptions, type Reason } from './events.ts';
export { verifyWebhook, WebhookRefused, type WebhookHeaders } from './webhooks.ts';
