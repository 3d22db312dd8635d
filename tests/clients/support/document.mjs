// api/openapi.yaml as tests use it: its operations, and its schemas compiled by ajv.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const documentFile = path.resolve(import.meta.dirname, '../../../api/openapi.yaml');
export const document = parse(readFileSync(documentFile, 'utf8'));

export function resolved(node) {
  return node?.$ref ? resolved(node.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)) : node;
}

// Every operation: {method, path, operation, parameters, bodies}, all references at its top resolved.
export const operations = Object.entries(document.paths).flatMap(([pathTemplate, item]) =>
  ['get', 'post', 'put', 'patch', 'delete']
    .filter((method) => item[method])
    .map((method) => ({
      name: `${method.toUpperCase()} ${pathTemplate}`,
      method: method.toUpperCase(),
      path: pathTemplate,
      operation: item[method],
      parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolved),
      bodies: resolved(item[method].requestBody)?.content ?? {},
      isOpen: (item[method].security ?? document.security).length === 0,
      isOperators: item[method].tags.includes('Sheets') || /^\/v1\/(enrollment|esign)\//.test(pathTemplate),
    })),
);

// Clients may meet members that a later server adds; this server may not send any that the document lacks.
function closed(node, isPart = false) {
  if (Array.isArray(node)) return node.map((each) => closed(each, isPart));
  if (node === null || typeof node !== 'object') return node;
  const copy = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties') copy[key] = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closed(each)]));
    else if (key === 'example' || key === 'examples') continue;
    else copy[key] = closed(value, key === 'allOf');
  }
  const isObject = resolved(node)?.properties || resolved(node)?.allOf;
  if (isObject && !isPart && copy.additionalProperties === undefined) copy.unevaluatedProperties = false;
  return copy;
}

const ajv = addFormats(new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }));
ajv.addVocabulary(['x-extensible-enum', 'components']);
ajv.addSchema({
  $id: 'https://switchyard.invalid/openapi',
  components: { schemas: Object.fromEntries(Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema, true)])) },
});

function pointed(node) {
  if (Array.isArray(node)) return node.map(pointed);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === '$ref' ? `https://switchyard.invalid/openapi${value}` : pointed(value)]));
}

const validators = new Map();

// What is wrong with an answer by the document; an empty list where nothing is.
export function faults({ method, path: pathTemplate }, answer) {
  const operation = document.paths[pathTemplate][method.toLowerCase()];
  const response = resolved(operation.responses[answer.status] ?? operation.responses.default);
  if (!response) return [`status ${answer.status} is not in the document`];
  const found = [];
  for (const header of ['x-request-id']) if (!answer.headers.get(header)) found.push(`no ${header}`);
  for (const header of ['switchyard-environment', 'etag', 'ratelimit', 'ratelimit-policy', 'retry-after', 'idempotency-replayed']) {
    const known = Object.keys(response.headers ?? {}).some((name) => name.toLowerCase() === header);
    if (answer.headers.get(header) !== null && !known) found.push(`the header ${header} is not in the document`);
  }
  const mediaType = answer.headers.get('content-type')?.split(';')[0];
  if (!response.content) return answer.text ? [...found, 'a body, where the document has none'] : found;
  const content = response.content[mediaType];
  if (!content) return [...found, `${mediaType} is not in the document for ${answer.status}`];
  if (!mediaType.includes('json')) return found;
  const key = `${method} ${pathTemplate} ${answer.status} ${mediaType}`;
  if (!validators.has(key)) validators.set(key, ajv.compile(pointed(closed(content.schema))));
  const validate = validators.get(key);
  if (!validate(answer.body)) found.push(...validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`));
  return found;
}
