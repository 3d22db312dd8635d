// A box for text with its label, hint and fault, tied together for screen readers.

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly fault?: string;
  readonly hint?: string;
  readonly max?: number;
  readonly kind?: 'text' | 'email' | 'code' | 'digits' | 'number' | 'area';
  readonly autocomplete?: string;
  readonly required?: boolean;
}

const INPUT_MODES = { text: undefined, email: 'email', code: undefined, digits: 'numeric', number: 'decimal', area: undefined } as const;

export function TextField({ id, label, value, onInput, fault = '', hint = '', max, kind = 'text', autocomplete, required = false }: TextFieldProps) {
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const shared = {
    id,
    value,
    'aria-describedby': described,
    'aria-invalid': fault ? true : undefined,
    'aria-required': required || undefined,
    ...(max === undefined ? {} : { maxLength: max }),
    onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      {kind === 'area' ? (
        <textarea class="input" {...shared} />
      ) : (
        <input
          class={kind === 'digits' || kind === 'code' ? 'input code' : 'input'}
          type="text"
          {...(INPUT_MODES[kind] ? { inputMode: INPUT_MODES[kind] } : {})}
          autoComplete={autocomplete ?? 'off'}
          {...shared}
        />
      )}
    </div>
  );
}
