// Ways to break a document: in its tree, in its tokens, and in its layout (which moves every location).
import { Kind, Lexer, Source, TokenKind, parse, print, visit } from 'graphql';

const FIELD_NAMES = ['id', 'label', 'labels', 'kind', 'level', 'name', 'nme', '__typename', '__schema', 'readings', 'unknownThing', 'Label'];
const TYPES = ['Int', 'Int!', 'String', '[String]', '[String!]!', 'ID', 'Boolean', 'Boolean!', 'Float', 'Level', 'SizeRange', 'Levl', 'Depot', '[[Int!]!]',
  'PlaceFilter', 'PlaceFilter!', 'Unit', 'Unit!'];
const LITERALS = ['null', '1', '1.5', '"text"', 'true', 'LOW', 'KWH', 'LOWER', '[1, 2]', '[null]', '{}', '{id: 1}', '{id: null}', '{id: "a", label: "b"}', '{from: 1, frm: 2}',
  '{from: 1, from: 2}', '99999999999', '"""a\nb"""', '[[1], ["x"]]', '{any: [{any: [{level: [LO]}]}]}', '-0', '1e400', '{range: {to: 1}}'];
const DIRECTIVES = ['@skip(if: true)', '@skip', '@include(if: "x")', '@once', '@once @once', '@unknown(upper: 1)', '@audit(reason: "r") @audit', '@onQuery',
  '@deprecated', '@skip(if: false, unless: 1)', '@include(if: $v0)', '@skip(if: true) @skip(if: false)'];
const DEFINITIONS = ['type Depot { id: ID @once }', 'extend type Query @audit(reason: "x") { more: Mor }', 'scalar New', 'directive @unknown(x: Int!) on FIELD',
  'input Extra { a: Int = {a: 1, a: 2} b: [Levl] @once }', 'schema { query: Qury }', 'extend schema @once', 'enum Level { LOW @once @once }', 'union U = Depot | Non',
  'interface I implements Node { id(a: Int = "x" @skip): ID }', 'directive @skip(unless: Boolean) repeatable on QUERY'];

const word = (value) => ({ kind: Kind.NAME, value });
const literal = (text) => parse(`{a(b: ${text})}`, { noLocation: true }).definitions[0].selectionSet.selections[0].arguments[0].value;
const typeOf = (text) => parse(`query($a: ${text}) {a}`, { noLocation: true }).definitions[0].variableDefinitions[0].type;
const directivesOf = (text) => parse(`{a ${text}}`, { noLocation: true }).definitions[0].selectionSet.selections[0].directives;

// Changes one node of the kinds, chosen by chance; `change` gives the new node or null to remove it.
function changeOne(document, chance, kinds, change) {
  const found = [];
  visit(document, { enter(node) { if (kinds.includes(node.kind)) found.push(node); } });
  if (found.length === 0) return document;
  const chosen = chance.of(found);
  return visit(document, { enter(node) { return node === chosen ? change(node) : undefined; } });
}

const withSpread = (node, name) => ({
  ...node, selectionSet: { ...node.selectionSet, selections: [...node.selectionSet.selections, { kind: Kind.FRAGMENT_SPREAD, name: word(name), directives: [] }] },
});

const TREE_CHANGES = [
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, name: word(chance.of(FIELD_NAMES)) })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, alias: word(chance.of(['a', 'b', 'id', 'label'])) })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, arguments: node.arguments.slice(1) })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD, Kind.DIRECTIVE], (node) => ({
    ...node, arguments: [...node.arguments, { kind: Kind.ARGUMENT, name: word(chance.of(['uper', 'if', 'id', 'first', 'by', 'zzz'])), value: literal(chance.of(LITERALS)) }],
  })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, arguments: [...node.arguments, ...node.arguments] })),
  (doc, chance) => changeOne(doc, chance, [Kind.ARGUMENT, Kind.OBJECT_FIELD], (node) => ({ ...node, value: literal(chance.of(LITERALS)) })),
  (doc, chance) => changeOne(doc, chance, [Kind.ARGUMENT, Kind.OBJECT_FIELD], (node) => ({ ...node, value: { kind: Kind.VARIABLE, name: word(chance.of(['v0', 'v1', 'no'])) } })),
  (doc, chance) => changeOne(doc, chance, [Kind.VARIABLE], (node) => ({ ...node, name: word(chance.of(['v0', 'v1', 'other'])) })),
  (doc, chance) => changeOne(doc, chance, [Kind.VARIABLE_DEFINITION], () => null),
  (doc, chance) => changeOne(doc, chance, [Kind.VARIABLE_DEFINITION], (node) => ({ ...node, type: typeOf(chance.of(TYPES)) })),
  (doc, chance) => changeOne(doc, chance, [Kind.VARIABLE_DEFINITION], (node) => ({ ...node, defaultValue: literal(chance.of(LITERALS)) })),
  (doc, chance) => changeOne(doc, chance, [Kind.OPERATION_DEFINITION], (node) => ({
    ...node, variableDefinitions: [...node.variableDefinitions, ...node.variableDefinitions, {
      kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: word(chance.of(['v0', 'unused'])) }, type: typeOf(chance.of(TYPES)), directives: [],
    }],
  })),
  (doc, chance) => changeOne(doc, chance, [Kind.NAMED_TYPE], (node) => ({ ...node, name: word(chance.of(['Depot', 'Node', 'Thing', 'Level', 'Depo', 'Sort', 'Query', 'Yard', 'Metered'])) })),
  (doc, chance) => changeOne(doc, chance, [Kind.FRAGMENT_DEFINITION], () => null),
  (doc, chance) => changeOne(doc, chance, [Kind.FRAGMENT_DEFINITION, Kind.FRAGMENT_SPREAD], (node) => ({ ...node, name: word(chance.of(['F', 'G', 'H', 'Other'])) })),
  (doc, chance) => changeOne(doc, chance, [Kind.FRAGMENT_DEFINITION, Kind.INLINE_FRAGMENT, Kind.OPERATION_DEFINITION], (node) => withSpread(node, chance.of(['F', 'G', 'H']))),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD, Kind.FRAGMENT_SPREAD, Kind.INLINE_FRAGMENT, Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION],
    (node) => ({ ...node, directives: [...(node.directives ?? []), ...directivesOf(chance.of(DIRECTIVES.filter((text) => !text.includes('$') || node.kind !== Kind.VARIABLE_DEFINITION)))] })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, selectionSet: undefined })),
  (doc, chance) => changeOne(doc, chance, [Kind.FIELD], (node) => ({ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: word('id'), arguments: [], directives: [] }] } })),
  (doc, chance) => changeOne(doc, chance, [Kind.OPERATION_DEFINITION], (node) => ({ ...node, name: chance.is(0.5) ? word('Op0') : undefined })),
  (doc, chance) => changeOne(doc, chance, [Kind.OPERATION_DEFINITION], (node) => ({ ...node, operation: chance.of(['query', 'mutation', 'subscription']) })),
  (doc, chance) => ({ ...doc, definitions: [...doc.definitions, chance.of(doc.definitions)] }),
  (doc, chance) => ({ ...doc, definitions: [...doc.definitions, ...parse(chance.of(DEFINITIONS), { noLocation: true }).definitions] }),
  // The same field once more with something else in it.
  (doc, chance) => changeOne(doc, chance, [Kind.SELECTION_SET], (node) => {
    const twin = chance.of(node.selections);
    if (twin.kind !== Kind.FIELD) return { ...node, selections: [...node.selections, twin] };
    const changed = [
      { ...twin, arguments: [] }, { ...twin, alias: twin.alias ?? twin.name, name: word(chance.of(FIELD_NAMES)) },
      { ...twin, selectionSet: twin.selectionSet && { ...twin.selectionSet, selections: twin.selectionSet.selections.map((part) => (part.kind === Kind.FIELD ? { ...part, alias: word('a') } : part)) } },
    ];
    return { ...node, selections: [...node.selections, chance.of(changed)] };
  }),
];

export function changeTree(text, chance) {
  let document = parse(text, { noLocation: true });
  const count = 1 + chance.below(3);
  for (let i = 0; i < count; i++) document = chance.of(TREE_CHANGES)(document, chance) ?? document;
  return document.definitions.length === 0 ? text : print(document);
}

function tokensOf(text) {
  const lexer = new Lexer(new Source(text));
  const tokens = [];
  while (lexer.advance().kind !== TokenKind.EOF) tokens.push(text.slice(lexer.token.start, lexer.token.end));
  return tokens;
}

const SEPARATORS = [' ', ' ', '  ', '\n', '\r\n', '\r', ',', '\t', ' # a comment, "quoted" {\n', ', \n ', '\n\n', ' #é😀\n'];

// The same tokens with other gaps between them.
export function changeLayout(text, chance) {
  return tokensOf(text).map((token) => token + chance.of(SEPARATORS)).join('');
}

const STRAY = ['{', '}', '(', ')', '[', ']', ':', '$', '!', '...', '@', '|', '&', '=', 'on', 'fragment', 'query', 'true', 'null', '"', '"""', '1.', '01', '.5', '..', '%', '\\', '1x', '"\\q"',
  '"\\u12"', '"\\u{110000}"', '"\\u{1F600}"', 'é', '😀', '"a\nb"', '-', '1e', '\u0000', '\ufeff', 'extend', 'type', '{}', '()'];

// Tokens left out, doubled, swapped or put in.
export function changeTokens(text, chance) {
  const tokens = tokensOf(text);
  const at = chance.below(tokens.length);
  const changes = [
    () => tokens.splice(at, 1), () => tokens.splice(at, 0, tokens[at]), () => tokens.splice(at, 0, chance.of(STRAY)), () => tokens.splice(at, 1, chance.of(STRAY)),
    () => tokens.splice(at, 1, tokens[chance.below(tokens.length)]), () => tokens.splice(at), () => { tokens[at] = tokens[at].slice(0, chance.below(tokens[at].length)); },
  ];
  chance.of(changes)();
  return tokens.join(chance.is(0.5) ? ' ' : '\n');
}

const ON_DEFINITIONS = ['@once', '@audit(reason: 1)', '@deprecated(reason: null)', '@specifiedBy', '@oneOf @oneOf', '@unknown(a: {b: 1, b: 2})', '@deprecated @deprecated(why: "x")', '@skip(if: LOW)'];

// Some definitions of a schema beside an operation: not executable, and looked into all the same.
export function typeSystemDocument(sdl, operation, chance) {
  const all = parse(sdl, { noLocation: true }).definitions;
  let document = { kind: Kind.DOCUMENT, definitions: Array.from({ length: 1 + chance.below(4) }, () => chance.of(all)) };
  const holders = [...new Set(document.definitions.map(({ kind }) => kind)), Kind.FIELD_DEFINITION, Kind.INPUT_VALUE_DEFINITION, Kind.ENUM_VALUE_DEFINITION];
  for (let i = chance.below(4); i > 0; i--) {
    document = chance.of([
      () => changeOne(document, chance, holders.filter((kind) => kind !== Kind.DIRECTIVE_DEFINITION), (node) => ({ ...node, directives: [...node.directives, ...directivesOf(chance.of(ON_DEFINITIONS))] })),
      () => changeOne(document, chance, [Kind.NAMED_TYPE], (node) => ({ ...node, name: word(chance.of(['Int', 'Float', '__Type', 'Depo', 'Nothing', 'Reading'])) })),
      () => changeOne(document, chance, [Kind.INPUT_VALUE_DEFINITION], (node) => ({ ...node, defaultValue: literal(chance.of(LITERALS)) })),
      () => changeOne(document, chance, holders, (node) => (node.kind.endsWith('TypeDefinition') ? { ...node, kind: node.kind.replace('Definition', 'Extension'), description: undefined } : node)),
    ])();
  }
  const text = print(document);
  return chance.is(0.5) ? `${text}\n${operation}` : `${operation}\n${text}`;
}
