// All words of the pages, from the catalogues words/<language>/<name>.ftl (Project Fluent); dates and numbers by language.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { useEffect, useState } from "preact/hooks";

export const LANGUAGES = { en: "English", fr: "Français", es: "Español", ar: "العربية" };
const RIGHT_TO_LEFT = new Set(["ar"]);
const KEY = "entente.language";
/** How dates and numbers are written. Arabic with the digits that stand in the codes and references beside them. */
const LOCALES = { en: "en-GB", ar: "ar-u-nu-latn" };
const ALWAYS = ["frame", "codes", "events", "fields"];

let language = "en";
let bundle = null;
let loaded = new Map();

function wanted() {
  const kept = localStorage.getItem(KEY);
  if (kept in LANGUAGES) return kept;
  return navigator.languages.map((each) => each.slice(0, 2)).find((each) => each in LANGUAGES) ?? "en";
}

/** Chooses the language of the browser, or the one that was chosen here before; names: catalogues of the first page. */
export async function beginWords(names) {
  await speak(wanted(), [...ALWAYS, ...names]);
}

/** Changes the language, and shows everything anew. */
export async function chooseLanguage(next) {
  localStorage.setItem(KEY, next);
  await speak(next, [...loaded.keys()]);
  window.dispatchEvent(new Event("entente:language"));
}

async function speak(next, names) {
  language = next;
  bundle = new FluentBundle(LOCALES[next] ?? next, { useIsolating: RIGHT_TO_LEFT.has(next) });
  loaded = new Map();
  await loadWords(...names);
  document.documentElement.lang = next;
  document.documentElement.dir = RIGHT_TO_LEFT.has(next) ? "rtl" : "ltr";
}

/** Loads catalogues, each once. */
export async function loadWords(...names) {
  const into = bundle;
  await Promise.all(names.map((name) => {
    if (!loaded.has(name)) loaded.set(name, catalogue(name, language).then((told) => into.addResource(told)));
    return loaded.get(name);
  }));
}

async function catalogue(name, of) {
  const response = await fetch(`/dashboard/words/${of}/${name}.ftl`);
  if (!response.ok) throw new Error(`no catalogue ${of}/${name}`);
  return new FluentResource(await response.text());
}

/** The message of an id, with its arguments in place. */
export function t(id, args) {
  const message = bundle?.getMessage(id);
  return message?.value ? bundle.formatPattern(message.value, args, []) : id;
}

/** The same, or null where the catalogues do not have it. */
export function known(id, args) {
  return bundle?.hasMessage(id) ? t(id, args) : null;
}

export function languageNow() {
  return language;
}

/** The locale by which dates, numbers and names are written. */
export function localeNow() {
  return LOCALES[language] ?? language;
}

export function useLanguage() {
  const [now, setNow] = useState(language);
  useEffect(() => {
    const changed = () => setNow(language);
    window.addEventListener("entente:language", changed);
    return () => window.removeEventListener("entente:language", changed);
  }, []);
  return now;
}

/** A number as the language writes it. */
export function number(value, options) {
  return new Intl.NumberFormat(localeNow(), options).format(value);
}
