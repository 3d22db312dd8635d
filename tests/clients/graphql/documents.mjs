// Documents that a schema may be asked, made by chance: most of them valid or nearly so, with aliases from a small stock so that fields
// meet, fragments that spread each other, and variables at places that take them.
import {
  doTypesOverlap, getNamedType, getNullableType, isCompositeType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType,
  isRequiredArgument, isRequiredInputField, isScalarType, isUnionType,
} from 'graphql';

const FRAGMENTS = ['F', 'G', 'H', 'Deep'];
const ALIASES = ['a', 'b', 'c', 'first', 'second'];
const TEXTS = ['"x"', '"with \\"quotes\\" and \\u00e9"', '""', '"""block\n  text"""', '"ümlaut 😀"'];

export class DocumentMaker {
  constructor(schema, chance) {
    this.schema = schema;
    this.chance = chance;
    this.composites = Object.values(schema.getTypeMap()).filter((type) => isCompositeType(type) && !type.name.startsWith('__'));
    this.directives = schema.getDirectives();
  }

  document() {
    const { chance } = this;
    this.fragments = FRAGMENTS.slice(0, chance.below(5)).map((name) => ({ name, type: chance.of(this.composites), isSpread: chance.is(0.03) }));
    this.variables = new Map();
    this.count = 0;
    const parts = [];
    const count = chance.is(0.8) ? 1 : 1 + chance.below(3);
    const operations = [];
    for (let i = 0; i < count; i++) operations.push(this.operation(count > 1 || chance.is(0.4) ? `Op${i}` : ''));
    parts.push(...operations);
    this.fragments.forEach((fragment, i) => {
      if (fragment.isSpread) parts.push(this.fragment(fragment, i));
    });
    if (chance.is(0.1)) parts.reverse();
    return parts.join('\n');
  }

  operation(name) {
    const { chance, schema } = this;
    this.place = 0;
    const kinds = ['query', 'query', 'query', 'query', 'query', 'mutation', 'subscription'];
    const kind = chance.of(kinds);
    const root = schema.getRootType(kind) ?? schema.getQueryType();
    if (!name && kind === 'query' && chance.is(0.3)) {
      this.variables = null;
      const text = this.selectionSet(root, 4);
      this.variables = new Map();
      return text;
    }
    this.variables = new Map();
    const selection = kind === 'subscription' ? this.selectionSet(root, 4, 1) : this.selectionSet(root, 4);
    const fixed = [...this.variables.values()].map(({ name: variable, type, initial }) =>
      `$${variable}: ${type}${initial === undefined ? '' : ` = ${initial}`}${chance.is(0.05) ? this.directive('VARIABLE_DEFINITION') : ''}`);
    return `${kind} ${name}${fixed.length > 0 ? `(${fixed.join(', ')})` : ''}${this.someDirectives(kind.toUpperCase())} ${selection}`;
  }

  fragment({ name, type }, place) {
    const known = this.variables;
    this.variables = this.chance.is(0.1) ? known : null;
    this.place = place + 1;
    const text = `fragment ${name} on ${type.name}${this.someDirectives('FRAGMENT_DEFINITION')} ${this.selectionSet(type, 3)}`;
    this.variables = known;
    return text;
  }

  // One that fits the type and stands later, mostly: then there are no cycles.
  spread(type) {
    const { chance } = this;
    const fitting = this.fragments.filter((fragment, i) => chance.is(0.02) || (i >= this.place && doTypesOverlap(this.schema, type, fragment.type)));
    if (fitting.length === 0) return null;
    const fragment = chance.of(fitting);
    fragment.isSpread = true;
    return `...${fragment.name}${this.someDirectives('FRAGMENT_SPREAD')}`;
  }

  selectionSet(type, depth, countMax = 5) {
    const { chance } = this;
    const count = 1 + chance.below(countMax);
    const parts = [];
    for (let i = 0; i < count; i++) parts.push(this.selection(type, depth));
    return `{ ${parts.join(chance.is(0.5) ? '\n' : ' ')} }`;
  }

  selection(type, depth) {
    const { chance } = this;
    const dice = chance.fraction();
    if (dice < 0.12) {
      const spread = this.spread(type);
      if (spread !== null) return spread;
    }
    if (depth > 0 && dice < 0.25) {
      const inner = chance.is(0.2) ? type : this.related(type);
      const condition = inner === type && chance.is(0.5) ? '' : `on ${inner.name}`;
      return `... ${condition}${this.someDirectives('INLINE_FRAGMENT')} ${this.selectionSet(inner, depth - 1, 3)}`;
    }
    if (type === this.schema.getQueryType() && depth > 0 && chance.is(0.03)) {
      const asked = chance.is(0.5) ? ['__schema', '__Schema'] : ['__type(name: "Query")', '__Type'];
      return `${chance.is(0.8) ? `m${this.count++}: ` : ''}${asked[0]} ${this.selectionSet(this.schema.getType(asked[1]), depth + chance.below(3))}`;
    }
    if (isUnionType(type) || dice > 0.96) return '__typename';
    return this.field(type, depth);
  }

  // A type that overlaps, mostly.
  related(type) {
    const { chance, schema } = this;
    if (chance.is(0.1)) return chance.of(this.composites);
    if (isObjectType(type)) return chance.of([type, ...type.getInterfaces()]);
    return chance.of(schema.getPossibleTypes(type));
  }

  field(type, depth) {
    const { chance } = this;
    let fields = Object.values(type.getFields());
    if (depth <= 0) fields = fields.filter((field) => isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return '__typename';
    const field = chance.of(fields);
    const given = this.argumentsOf(field.args);
    // What has arguments would conflict with its like too often.
    const alias = given !== '' && chance.is(0.9) ? `n${this.count++}: ` : chance.is(0.1) ? `${chance.of(ALIASES)}: ` : '';
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.selectionSet(named, depth - 1, 4)}` : '';
    return `${alias}${field.name}${given}${this.someDirectives('FIELD')}${below}`;
  }

  argumentsOf(definitions) {
    const { chance } = this;
    const given = definitions.filter((argument) => isRequiredArgument(argument) || chance.is(0.4));
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.input(argument.type, 3, argument.defaultValue)}`).join(', ')})`;
  }

  someDirectives(location) {
    return this.chance.is(0.06) ? this.directive(location) : '';
  }

  directive(location) {
    const fitting = this.directives.filter((directive) => directive.locations.includes(location));
    if (fitting.length === 0) return '';
    const directive = this.chance.of(fitting);
    return ` @${directive.name}${this.argumentsOf(directive.args)}`;
  }

  // A literal of the type, or a variable that is declared as it or as something stricter.
  input(type, depth, defaultValue) {
    const { chance } = this;
    if (this.variables !== null && chance.is(0.2)) return this.variable(type, defaultValue);
    if (isNonNullType(type)) return this.literal(type.ofType, depth);
    return chance.is(0.05) ? 'null' : this.literal(type, depth);
  }

  variable(type, defaultValue) {
    const { chance } = this;
    const reusable = [...this.variables.values()].filter((known) => known.for === String(type));
    if (reusable.length > 0 && chance.is(0.5)) return `$${chance.of(reusable).name}`;
    const name = `v${this.variables.size}`;
    let declared = type;
    let initial;
    if (isNonNullType(type) && (defaultValue !== undefined || chance.is(0.2))) {
      declared = type.ofType;
      if (defaultValue === undefined) initial = this.constant(declared);
    } else if (chance.is(0.2)) {
      initial = this.constant(declared);
    }
    this.variables.set(name, { name, type: String(declared), initial, for: String(type) });
    return `$${name}`;
  }

  constant(type) {
    const kept = this.variables;
    this.variables = null;
    const text = this.literal(getNullableType(type), 2);
    this.variables = kept;
    return text;
  }

  literal(type, depth) {
    const { chance } = this;
    if (isNonNullType(type)) return this.literal(type.ofType, depth);
    if (isListType(type)) {
      if (chance.is(0.2)) return this.literal(type.ofType, depth);
      return `[${Array.from({ length: chance.below(3) }, () => this.input(type.ofType, depth - 1)).join(', ')}]`;
    }
    if (isEnumType(type)) return chance.of(type.getValues()).name;
    if (isScalarType(type)) return this.scalar(type.name);
    return isInputObjectType(type) ? this.object(type, depth) : '0';
  }

  object(type, depth) {
    const { chance } = this;
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? [chance.of(fields)] : fields.filter((field) => isRequiredInputField(field) || (depth > 0 && chance.is(0.4)));
    const value = (field) => (type.isOneOf ? this.literal(field.type, depth - 1) : this.input(field.type, depth - 1, field.defaultValue));
    return `{${given.map((field) => `${field.name}: ${value(field)}`).join(', ')}}`;
  }

  scalar(name) {
    const { chance } = this;
    switch (name) {
      case 'Int': return chance.of(['0', '1', '-7', '2147483647']);
      case 'Float': return chance.of(['0', '1.5', '-2e10', '3.0']);
      case 'String': return chance.of(TEXTS);
      case 'Boolean': return chance.of(['true', 'false']);
      case 'ID': return chance.of(['"id"', '4']);
      default: return chance.of(['"any"', '1', '1.50', 'true', 'WORD', '{a: [1, {b: "c"}]}', '[]']);
    }
  }
}
