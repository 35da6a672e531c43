// What a command takes, as the schema tells it: asked once for each type, so that no form has to know a command.
import { ask } from "../../frame/server.js";

const TYPE = `query InputType($name: String!) {
  __type(name: $name) {
    inputFields { name description type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
    enumValues { name }
  }
}`;

const known = new Map();

/**
 * The fields of an input type: [{ name, description, isRequired, isList, type, values, fields }]. values: codes of an
 * enumeration; fields: of an input type inside; neither of a plain value.
 */
export function fieldsOf(typeName) {
  if (!known.has(typeName)) {
    known.set(typeName, read(typeName).catch((refusal) => { known.delete(typeName); throw refusal; }));
  }
  return known.get(typeName);
}

/** The fields of a command by its name as a mutation. */
export function fieldsOfCommand(name) {
  return fieldsOf(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`);
}

async function read(typeName) {
  const { __type: told } = await ask(TYPE, { name: typeName });
  return Promise.all((told?.inputFields ?? []).map(async ({ name, description, type }) => {
    const { core, isList } = unwrapped(type);
    const inside = {};
    if (core.kind === "ENUM") inside.values = await codesOf(core.name);
    if (core.kind === "INPUT_OBJECT") inside.fields = await fieldsOf(core.name);
    return { name, description: description ?? "", isRequired: type.kind === "NON_NULL", isList, type: core.name, ...inside };
  }));
}

async function codesOf(typeName) {
  if (!known.has(typeName)) known.set(typeName, ask(TYPE, { name: typeName }));
  return (await known.get(typeName)).__type.enumValues.map((each) => each.name);
}

function unwrapped(type) {
  let isList = false;
  let core = type;
  while (core.ofType) {
    isList ||= core.kind === "LIST";
    core = core.ofType;
  }
  return { core, isList };
}
