// Documents of lexemes at the edge: strings and their escapes, block strings, numbers, punctuation, line ends, what is no character.
const CHARACTERS = ['a', 'Z', '_', '0', '9', '"', '"""', '\\', '\\n', '\\"', '\\"""', '\\u00e9', '\\u{1F600}', '\\uD83D\\uDE00', '\\uD83D', '\\u{', '\\u{}', '\\u{00000061}', '\\u{D800}',
  '\\u{110000}', '\\u12', '\\uXYZW', '\\x', '\\/', ' ', '\t', '\n', '\r\n', '\r', '\n  ', '\n\n', 'é', '€', '😀', '\u0000', '\u0007', '\u007f', '\u00a0', '\u2028', '\ufeff', '\ufffe', '#', ',', '.', '..',
  '...', '-', '+', 'e', 'E', '{', '}', '[', ']', '(', ')', ':', '=', '!', '$', '@', '|', '&', '%', '?', '~', "'", '`', ';', '<', '*'];
const NUMBERS = ['0', '00', '01', '-0', '-', '1', '-1', '1.', '1.0', '.1', '1.e1', '1e', '1e+', '1e-1', '1E5', '1.5e10', '1.5.2', '1e5.5', '0x1F', '1a', '1_000', '0.', '1.a', '1eA', '-A', '--1', '+1', '1-1',
  '123456789012345678901234567890', '0e0', '1.0f', '1 2', '0b1', '1ee5', '1"x"', '1..2', '1...a'];
const FRAMES = ['{ a(b: #) }', '#', '{ # }', 'query Q($v: Int = #) { a }', '{ a(b: [#]) }', '{ a(b: {c: #}) }', '# { a }', '{ a } #', 'type T { a(b: Int = #): Int }', '# type T { a: Int }', 'query #($v: #) { # }',
  '"text" #', '# fragment F on T { a }', '{ # : a }', '{ ...# }', 'fragment # on T { a }', '{ a @# }', 'schema { query: # }', 'directive @a on #', 'enum E { # }', 'union U = #', 'extend # T', 'interface I implements # { a: Int }',
  '{ a(#: 1) }', 'subscription ($a: [#]!) { a }', 'input I { a: # = 1 }', 'scalar #', '#: a'];
const WORDS = ['true', 'false', 'null', 'on', 'fragment', 'query', 'mutation', 'subscription', 'type', 'extend', 'schema', 'implements', 'repeatable', 'FIELD', 'field', 'QUERY', 'FRAGMENT_VARIABLES', 'enum', 'input', 'interface',
  'directive', 'scalar', 'union', '""', '"a"', '"""a"""', '{}', '[]', '()', '{a}', '$x', '@x', '...F', '...on T { a }', 'a b', 'a: b', '| A', '& A & B', 'A & B', 'A | B', '[T!]!', 'T!!', 'T', '!', '\u200b', '__a'];

function text(chance, countMax) {
  return Array.from({ length: chance.below(countMax + 1) }, () => chance.of(CHARACTERS)).join('');
}

function lexeme(chance) {
  switch (chance.below(7)) {
    case 0: return text(chance, 4);
    case 1: return `"${text(chance, 5)}"`;
    case 2: return `"""${text(chance, 8)}"""`;
    case 3: return chance.of(NUMBERS);
    case 4: return `"${chance.of(CHARACTERS)}`;
    default: return chance.of(WORDS);
  }
}

export function documentOfLexemes(chance) {
  return chance.of(FRAMES).replaceAll('#', () => lexeme(chance));
}
