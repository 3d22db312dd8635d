// Values for the variables of a document: mostly of their types, some not.
import { Kind, isEnumType, isInputObjectType, isListType, isNonNullType, parse, typeFromAST } from 'graphql';

const STRANGE = [null, true, 0, 1, -1, 1.5, 2147483648, 1e21, '', 'text', 'LOW', 'low', [], [1, null], [[1]], {}, { id: 1 }, { id: null }, { from: 'x', frm: 1 }, { a: { b: [1, 'two'] } }];

export class VariableMaker {
  constructor(schema, chance) {
    this.schema = schema;
    this.chance = chance;
  }

  forDocument(text) {
    const operation = parse(text).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const values = {};
    for (const definition of operation?.variableDefinitions ?? []) {
      const type = typeFromAST(this.schema, definition.type);
      if (this.chance.is(0.1)) continue;
      values[definition.variable.name.value] = this.value(type, 3);
    }
    if (this.chance.is(0.1)) values.notAsked = 1;
    return values;
  }

  value(type, depth) {
    const { chance } = this;
    if (chance.is(0.08)) return chance.of(STRANGE);
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (isListType(type)) return chance.is(0.2) ? this.value(type.ofType, depth) : Array.from({ length: chance.below(3) }, () => this.value(type.ofType, depth - 1));
    if (isEnumType(type)) return chance.of(type.getValues()).name;
    if (isInputObjectType(type)) return this.object(type, depth);
    switch (type?.name) {
      case 'Int': return chance.of([0, 7, -2147483648]);
      case 'Float': return chance.of([0, 1.5, -2e10, 3]);
      case 'Boolean': return chance.is(0.5);
      case 'ID': return chance.of(['id', 4]);
      default: return chance.of(['text', 'ümlaut', '']);
    }
  }

  object(type, depth) {
    const { chance } = this;
    const fields = Object.values(type.getFields());
    const given = type.isOneOf && chance.is(0.9) ? [chance.of(fields)] : fields.filter(() => depth > 0 && chance.is(0.6));
    return Object.fromEntries(given.map((field) => [field.name, this.value(field.type, depth - 1)]));
  }
}
