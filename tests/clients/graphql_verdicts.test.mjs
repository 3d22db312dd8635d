// graphql-check held to graphql-js: thousands of documents, whole ones and broken ones, get the same verdict, messages and locations.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

import { Kind, buildSchema, getVariableValues, parse, validate } from 'graphql';

import { DocumentMaker } from './graphql/documents.mjs';
import { documentOfLexemes } from './graphql/lexemes.mjs';
import { changeLayout, changeTokens, changeTree, typeSystemDocument } from './graphql/mutations.mjs';
import { Chance } from './graphql/random.mjs';
import { VariableMaker } from './graphql/variables.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const checker = process.env.GRAPHQL_CHECK ?? path.join(root, 'build/release/graphql-check');
const DOCUMENTS_EACH = Number(process.env.GRAPHQL_DOCUMENTS ?? 2000);
const SEED = Number(process.env.GRAPHQL_SEED ?? 20250901);

const shown = ({ message, locations }) => ({ message, locations: (locations ?? []).map(({ line, column }) => ({ line, column })) });

// What graphql-js says. It throws where @skip of a subscription's root field asks for a variable: then only the verdict counts.
function expected(schema, { query, variables }) {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { syntaxOk: false, valid: false, errors: [shown(error)] };
  }
  let errors;
  try {
    errors = validate(schema, document);
  } catch {
    return { syntaxOk: true, valid: false };
  }
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (errors.length === 0 && variables !== undefined && operation !== undefined) {
    errors = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 50 }).errors ?? [];
  }
  return { syntaxOk: true, valid: errors.length === 0, errors: errors.map(shown) };
}

async function answersOf(sdl, questions) {
  const folder = await mkdtemp(path.join(tmpdir(), 'graphql-check-'));
  try {
    const schemaFile = path.join(folder, 'schema.graphql');
    const documentsFile = path.join(folder, 'documents.jsonl');
    await writeFile(schemaFile, sdl);
    await writeFile(documentsFile, questions.map((question) => JSON.stringify(question)).join('\n') + '\n');
    const { stdout } = await run(checker, ['--schema', schemaFile, '--documents', documentsFile], { maxBuffer: 1 << 30 });
    return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function holdTogether(sdl, questions) {
  const schema = buildSchema(sdl);
  const answers = await answersOf(sdl, questions);
  assert.equal(answers.length, questions.length);
  const counts = { syntax: 0, invalid: 0, valid: 0 };
  questions.forEach((question, i) => {
    const wanted = expected(schema, question);
    const got = answers[i];
    if (wanted.errors === undefined) delete got.errors;
    // Half a character, as graphql-js cuts it, can't be sent as UTF-8.
    wanted.errors?.forEach((error, place) => {
      if (!error.message.isWellFormed() && got.errors[place]) error.message = got.errors[place].message;
    });
    assert.deepEqual(got, wanted, `document ${i}: ${JSON.stringify(question)}`);
    counts[wanted.syntaxOk ? (wanted.valid ? 'valid' : 'invalid') : 'syntax'] += 1;
  });
  return counts;
}

function questionsOf(sdl, make) {
  const schema = buildSchema(sdl);
  const chance = new Chance(SEED);
  const maker = new DocumentMaker(schema, chance);
  return Array.from({ length: DOCUMENTS_EACH }, () => make(maker.document(), chance, schema));
}

const schemas = { 'a schema of everything': path.join(import.meta.dirname, 'graphql/schema.graphql'), 'the Contracting API': path.join(root, 'api/schema.graphql') };

for (const [name, file] of Object.entries(schemas)) {
  if (!existsSync(file)) continue;
  const sdl = await readFile(file, 'utf8');

  test(`${name}: documents as they are made`, async () => {
    const counts = await holdTogether(sdl, questionsOf(sdl, (query) => ({ query })));
    assert.ok(counts.valid > DOCUMENTS_EACH / 20, JSON.stringify(counts));
  });

  test(`${name}: documents with a broken tree, in any layout`, async () => {
    const counts = await holdTogether(sdl, questionsOf(sdl, (query, chance) => ({ query: changeLayout(changeTree(query, chance), chance) })));
    assert.ok(counts.invalid > DOCUMENTS_EACH / 3, JSON.stringify(counts));
  });

  test(`${name}: definitions of a type system beside an operation`, async () => {
    const counts = await holdTogether(sdl, questionsOf(sdl, (query, chance) => ({ query: changeLayout(typeSystemDocument(sdl, query, chance), chance) })));
    assert.equal(counts.valid, 0);
  });

  test(`${name}: documents with broken tokens`, async () => {
    const counts = await holdTogether(sdl, questionsOf(sdl, (query, chance) => ({ query: changeTokens(query, chance) })));
    assert.ok(counts.syntax > DOCUMENTS_EACH / 3, JSON.stringify(counts));
  });

  test(`${name}: variables that fit and that do not`, async () => {
    const make = (query, chance, schema) => ({ query, variables: new VariableMaker(schema, chance).forDocument(query) });
    await holdTogether(sdl, questionsOf(sdl, make));
  });
}

test('lexemes at the edge: strings, escapes, numbers, punctuation', async () => {
  const sdl = await readFile(schemas['a schema of everything'], 'utf8');
  const chance = new Chance(SEED);
  const counts = await holdTogether(sdl, Array.from({ length: 5 * DOCUMENTS_EACH }, () => ({ query: documentOfLexemes(chance) })));
  assert.ok(counts.syntax > DOCUMENTS_EACH && counts.invalid > DOCUMENTS_EACH / 4, JSON.stringify(counts));
});

test('documents that are made to cost are refused as graphql-js refuses them, in time', async () => {
  const sdl = await readFile(schemas['a schema of everything'], 'utf8');
  const chain = (count, body) => Array.from({ length: count }, (_, i) => `fragment F${i} on Owner { ${body(i)} }`).join(' ');
  const questions = [
    { query: `{ ${'echo '.repeat(20_000)} }` },
    { query: `{ ${Array.from({ length: 100_000 }, (_, i) => `a${i}: echo`).join(' ')} }` },
    { query: `{ owner { ...F0 ...F1 } } ${chain(1_000, (i) => `name ...F${(i + 1) % 1_000} ...F${(i + 2) % 1_000}`)}` },
    { query: `{ owner { ...F0 } } ${chain(500, (i) => `friend { ...F${i + 1} ...F${i + 1} }`)} fragment F500 on Owner { id }` },
    { query: `{ owner { ${'friend { '.repeat(60)} id ${'} friend { id } '.repeat(60)} } }` },
    { query: `{ ${'unknown '.repeat(5_000)} }` },
    { query: Array.from({ length: 300 }, (_, i) => `query Q${i} { owner { ...F0 } }`).join(' ') + chain(400, (i) => (i < 399 ? `...F${i + 1}` : 'id')) },
    { query: `{ echo(${'text: "x" '.repeat(50_000)}) }` },
  ];
  const begin = performance.now();
  await answersOf(sdl, questions);
  const took = performance.now() - begin;
  assert.ok(took < 2_000 * questions.length, `${took} ms`);
  await holdTogether(sdl, questions);
});

test('what graphql-check cannot read is named, with its place', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'graphql-check-'));
  const file = (name) => path.join(folder, name);
  const refusal = (...args) => run(checker, args).then(() => assert.fail('exit 0'), ({ code, stderr }) => ({ code, stderr: stderr.replaceAll(`${folder}/`, '') }));
  try {
    await writeFile(file('good.graphql'), 'type Query { a: Int }');
    await writeFile(file('bad.graphql'), 'type Query {\n  a: Zzzzzzz\n}');
    await writeFile(file('broken.graphql'), 'type Query {\n  a: }');
    await writeFile(file('good.jsonl'), '{"query":"{ a }"}\n\n{"query":"{ b }","variables":{}}');
    await writeFile(file('bad.jsonl'), '{"query":"{ a }"}\n{"query":1}\n');
    assert.deepEqual(await refusal(), { code: 2, stderr: 'usage: graphql-check --schema SDL --documents FILE.jsonl\n' });
    assert.equal((await refusal('--schema', file('good.graphql'))).code, 2);
    assert.equal((await refusal('--schema', file('good.graphql'), '--other', 'x')).code, 2);
    const judged = (schema, documents) => ['--schema', file(schema), '--documents', file(documents)];
    assert.deepEqual(await refusal(...judged('bad.graphql', 'good.jsonl')), { code: 1, stderr: 'bad.graphql:2:6: Unknown type "Zzzzzzz".\n' });
    assert.deepEqual(await refusal(...judged('broken.graphql', 'good.jsonl')), { code: 1, stderr: 'broken.graphql:2:6: Syntax Error: Expected Name, found "}".\n' });
    assert.deepEqual(await refusal(...judged('none.graphql', 'good.jsonl')), { code: 1, stderr: 'none.graphql: can\'t be read\n' });
    assert.deepEqual(await refusal(...judged('good.graphql', 'none.jsonl')), { code: 1, stderr: 'none.jsonl: can\'t be read\n' });
    assert.deepEqual(await refusal(...judged('good.graphql', 'bad.jsonl')), { code: 1, stderr: 'bad.jsonl:2: not an object with a text "query"\n' });
    const { stdout } = await run(checker, judged('good.graphql', 'good.jsonl'));
    assert.equal(stdout, '{"syntaxOk":true,"valid":true,"errors":[]}\n{"syntaxOk":true,"valid":false,"errors":[{"message":"Cannot query field \\"b\\" on type \\"Query\\". Did you mean \\"a\\"?","locations":[{"line":1,"column":3}]}]}\n');
  } finally {
    await rm(folder, { recursive: true });
  }
});
