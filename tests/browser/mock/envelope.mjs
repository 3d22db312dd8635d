// An envelope as the signing page's server keeps it: signers in order, their tabs, drafts and acts. The rules are those of web/sign/API.md.

export const DISCLOSURE = `## Electronic records and signatures

You may read and sign this document electronically. You have the right to a paper copy: ask the sender; there is no fee.

## Withdrawing

You may withdraw your consent before you sign by choosing Decline. After that the sender deals with you on paper.

## What you need

A current browser that shows PDF, and an e-mail address. Tell the sender when your address changes.`;

const tab = (tabId, kind, page, x, y, width, height, label, more = {}) => ({
  tabId, kind, documentId: '1', page, x, y, width, height, label, tooltip: '', required: true, locked: false, maxLength: 0, group: '', radioValue: '', items: [], value: '', ...more,
});

// A choice and a list, beside what every signer is asked.
export const CHOICES = [
  tab('tax-yes', 'radio', 1, 60, 640, 12, 12, 'Yes', { group: 'Tax exempt', radioValue: 'Yes', value: 'false' }),
  tab('tax-no', 'radio', 1, 120, 640, 12, 12, 'No', { group: 'Tax exempt', radioValue: 'No', value: 'false' }),
  tab('rate', 'list', 1, 60, 670, 120, 20, 'Rate class', { items: [{ text: 'Small', value: 's' }, { text: 'Large', value: 'l' }] }),
  tab('note', 'note', 1, 60, 700, 200, 20, 'Note', { required: false, value: 'Rates as of today' }),
];

export function tabsFor(signer, more = []) {
  return [
    ...more,
    tab(`${signer.id}-title`, 'title', 1, 60, 560, 180, 20, 'Title', { maxLength: 100 }),
    tab(`${signer.id}-po`, 'text', 2, 60, 560, 180, 20, 'Purchase order', { required: false, maxLength: 20, tooltip: 'If your company uses one' }),
    tab(`${signer.id}-agree`, 'checkbox', 2, 60, 600, 14, 14, 'I have read the terms of payment'),
    tab(`${signer.id}-initial`, 'initial', 2, 500, 640, 60, 28, 'Initials'),
    tab(`${signer.id}-name`, 'fullName', 3, 60, 610, 200, 18, 'Name', { locked: true, value: signer.name }),
    tab(`${signer.id}-date`, 'dateSigned', 3, 330, 640, 120, 18, 'Date', { locked: true, value: '11/24/2026' }),
    tab(`${signer.id}-sign`, 'sign', 3, 60, 630, 200, 40, 'Signature'),
  ];
}

export class Envelope {
  constructor(options, clock) {
    this.options = options;
    this.clock = clock;
    this.id = '6b0a2f5e-0d5f-4d0e-9a55-3f1f0c9d2b11';
    this.status = 'sent';
    this.revision = 1;
    this.signers = (options.signers ?? [{ name: 'Ana Maria Lopez', email: 'ana@example.com' }]).map((signer, index) => ({
      id: String(index + 1), order: index + 1, state: 'sent', draft: {}, seen: false, consented: '', signature: null, finishedWith: new Map(), attempts: 5, ...signer,
    }));
    this.acts = [];
  }

  signer(id) {
    return this.signers.find((signer) => signer.id === id);
  }

  change() {
    this.revision++;
  }

  void() {
    this.status = 'voided';
    this.change();
  }

  get deadline() {
    const { signBy } = this.options;
    return signBy ? { signBy, passed: this.clock.business() >= Date.parse(signBy) } : undefined;
  }

  isTurnOf(signer) {
    return this.signers.every((other) => other.order >= signer.order || other.state === 'completed');
  }

  stopFor(signer) {
    if (this.status === 'voided') return 'envelope_voided';
    if (this.status === 'declined') return 'envelope_declined';
    if (signer.reassigned) return 'reassigned';
    if (signer.state === 'completed') return null;
    return this.isTurnOf(signer) ? null : 'not_your_turn';
  }

  tabs(signer) {
    return tabsFor(signer, this.options.moreTabs).map((each) => ({ ...each, value: signer.draft[each.tabId] ?? each.value }));
  }

  missing(signer, values) {
    return this.tabs(signer)
      .map((each) => ({ ...each, value: values[each.tabId] ?? each.value }))
      .filter((each) => each.required && !each.locked && (each.value === '' || each.value === 'false'))
      .map(({ tabId, documentId, page, label, kind }) => ({ tabId, documentId, page, label, why: kind === 'sign' || kind === 'initial' ? 'signature' : 'empty' }));
  }
}
