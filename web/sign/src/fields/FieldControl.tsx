// One field of the signer as a control of a form, in the panel beside the document.
import { useRef } from 'preact/hooks';
import type { MissingTab, Tab } from '../api-types.ts';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { questionOf, valueOf } from '../session/state.ts';
import { SignaturePicture } from '../signature/Picture.tsx';
import { TextField } from '../views/TextField.tsx';
import { controlId, placeSignature, showOnPage } from './act.ts';

const AREA_HEIGHT_PT = 36;

export function labelOf(tab: Tab, kinds: Record<string, string>): string {
  return (tab.kind === 'radio' && tab.group) || tab.label || kinds[tab.kind] || tab.kind;
}

export function faultText(missing: MissingTab | undefined, label: string, texts: Record<string, (label: string) => string>): string {
  if (!missing) return '';
  return (texts[missing.why] ?? texts['empty'])?.(label) ?? label;
}

export function FieldControl({ tab }: { tab: Tab }) {
  const ceremony = useCeremony();
  const state = useCeremonyState();
  const words = useWords();
  const label = labelOf(tab, words.kinds);
  const value = valueOf(state, tab);
  const fault = faultText(
    state.missing.find((each) => each.tabId === tab.tabId),
    label,
    words.missing,
  );
  const id = controlId(tab.tabId);
  const need = tab.required ? words.required : words.optional;
  // A page that scrolled between the press and the release would take the control from under the pointer: then it scrolls at the click.
  const pressed = useRef(false);
  const arrive = () => {
    if (ceremony.state.currentTab === tab.tabId) return;
    ceremony.set({ currentTab: tab.tabId });
    if (!pressed.current) showOnPage(tab.tabId);
  };
  const released = () => {
    if (pressed.current) showOnPage(tab.tabId);
    pressed.current = false;
  };
  const place = (
    <span class="field-place small muted">
      {need} · {words.onPage(tab.page)}
    </span>
  );
  return (
    <div class={state.currentTab === tab.tabId ? 'field-row current' : 'field-row'} onPointerDown={() => void (pressed.current = true)} onFocusCapture={arrive} onClick={released}>
      <Control tab={tab} label={label} value={value} id={id} fault={fault} />
      {place}
    </div>
  );
}

interface ControlProps {
  readonly tab: Tab;
  readonly label: string;
  readonly value: string;
  readonly id: string;
  readonly fault: string;
}

function Control(props: ControlProps) {
  const { tab, label, value, id, fault } = props;
  const ceremony = useCeremony();
  const words = useWords();
  if (tab.kind === 'sign' || tab.kind === 'initial') return <SignatureControl {...props} />;
  if (tab.kind === 'checkbox') return <TickControl {...props} />;
  if (tab.kind === 'radio') return <RadioControl {...props} />;
  if (tab.kind === 'list') return <ListControl {...props} />;
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      fault={fault}
      hint={hintOf(tab, value, words.charactersLeft)}
      required={tab.required}
      kind={tab.kind === 'number' ? 'number' : tab.height >= AREA_HEIGHT_PT ? 'area' : 'text'}
      autocomplete={AUTOCOMPLETE[tab.kind] ?? 'off'}
      onInput={(text) => ceremony.type(tab.tabId, text)}
    />
  );
}

const AUTOCOMPLETE: Partial<Record<Tab['kind'], string>> = { title: 'organization-title', company: 'organization', email: 'email' };

function TickControl({ tab, label, value, id, fault }: ControlProps) {
  const ceremony = useCeremony();
  return (
    <label class="tick">
      <input
        id={id}
        type="checkbox"
        checked={value === 'true'}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => ceremony.type(tab.tabId, String((event.currentTarget as HTMLInputElement).checked))}
      />
      <span>
        {label}
        {fault && (
          <span class="fault block" id={`${id}-fault`}>
            {fault}
          </span>
        )}
      </span>
    </label>
  );
}

function RadioControl({ tab, label, id, fault }: ControlProps) {
  const ceremony = useCeremony();
  const state = useCeremonyState();
  const question = state.session ? questionOf(state.session, tab) : [tab];
  return (
    <fieldset class="field" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend>{label}</legend>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {question.map((each) => (
        <label key={each.tabId} class="tick">
          <input
            id={each.tabId === tab.tabId ? id : undefined}
            type="radio"
            name={`question-${tab.tabId}`}
            checked={valueOf(state, each) === 'true'}
            onChange={() => ceremony.choose(question, each.tabId)}
          />
          <span>{each.radioValue || each.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ListControl({ tab, label, value, id, fault }: ControlProps) {
  const ceremony = useCeremony();
  const hasBlank = tab.items.some((item) => item.value === '');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <select
        id={id}
        class="input"
        value={value}
        aria-required={tab.required || undefined}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={(event) => ceremony.type(tab.tabId, (event.currentTarget as HTMLSelectElement).value)}
      >
        {!hasBlank && <option value="" />}
        {tab.items.map((item) => (
          <option key={item.value} value={item.value}>
            {item.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The sender's help, and what room is left where it grows short. */
function hintOf(tab: Tab, value: string, left: (n: number) => string): string {
  const rest = tab.maxLength - [...value].length;
  const room = tab.maxLength > 0 && rest <= Math.max(10, tab.maxLength / 10) ? left(rest) : '';
  return [tab.tooltip === tab.label ? '' : tab.tooltip, room].filter(Boolean).join(' · ');
}

function SignatureControl({ tab, label, value, id, fault }: ControlProps) {
  const ceremony = useCeremony();
  const words = useWords();
  const placed = value === 'placed';
  const name = tab.kind === 'sign' ? words.signHere : words.initialHere;
  return (
    <div class="field" role="group" aria-label={label}>
      <span class="field-name" aria-hidden="true">
        {label}
      </span>
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {placed ? (
        <div class="placed">
          <span class="placed-picture">
            <SignaturePicture of={tab.kind === 'sign' ? 'sign' : 'initial'} />
          </span>
          <div class="buttons">
            <button type="button" class="button small" onClick={() => ceremony.set({ dialog: 'adopt', currentTab: tab.tabId })}>
              {words.changeSignature}
            </button>
            <button id={id} type="button" class="button small" onClick={() => ceremony.type(tab.tabId, '')}>
              {words.takeAway}
            </button>
          </div>
        </div>
      ) : (
        <button id={id} type="button" class="button sign-here" aria-label={`${name}: ${label}`} aria-describedby={fault ? `${id}-fault` : undefined} onClick={() => placeSignature(ceremony, tab)}>
          {name}
        </button>
      )}
    </div>
  );
}
