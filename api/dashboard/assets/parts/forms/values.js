// What stands in a form, and what is sent of it: nothing of what was left blank.
import { LOCAL_ZONE } from "../times.js";

/** A random id (RFC 9562, version 4), also where the page came over plain HTTP and the browser makes none itself. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What a form begins with; given: what is known already, by name. */
export function begun(fields, given = {}) {
  return Object.fromEntries(fields.map((field) => [field.name, given[field.name] ?? blank(field)]));
}

function blank(field) {
  if (field.isList) return field.fields && field.isRequired ? [begun(field.fields)] : [];
  if (field.fields) return field.isRequired ? begun(field.fields) : null;
  if (field.type === "Boolean") return /Default: true\.$/.test(field.description);
  return field.values?.length && field.isRequired && field.values.length === 1 ? field.values[0] : "";
}

/** The input that is sent. */
export function filled(fields, values) {
  const sent = fields.map((field) => [field.name, sentOf(field, values[field.name])]);
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined));
}

function sentOf(field, value) {
  if (value == null || value === "") return undefined;
  if (!field.isList) return single(field, value);
  const all = value.map((each) => single(field, each)).filter((each) => each !== undefined);
  return all.length || field.isRequired ? all : undefined;
}

function single(field, value) {
  if (field.fields) return filled(field.fields, value);
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (text === "") return undefined;
  if (field.type === "Int" || field.type === "ByteCount") return Number(text);
  if (field.type === "DateTime") return instant(text);
  return field.name === "occurredAt" ? occurred(text) : text;
}

/** What a field for date and time holds is meant in the reader's own zone. */
function instant(text) {
  return /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : new Date(text).toISOString();
}

/** "2018", "2018-05" and "2018-05-14" stay as exact as they are; with an hour it is a moment. */
function occurred(text) {
  return /\d\d:\d\d/.test(text) && !text.includes("/") ? instant(text.replace(" ", "T")) : text;
}

/** A date that is known no more exactly is one of the reader's zone, unless the form says another. */
export function zoned(input) {
  const isPartial = /^\d{4}(-\d\d){0,2}$/.test(input.occurredAt ?? "");
  return isPartial && !input.occurredTz ? { ...input, occurredTz: LOCAL_ZONE } : input;
}
