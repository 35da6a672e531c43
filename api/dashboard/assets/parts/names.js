// Names of countries, regions and languages, as the browser knows them in the language of the page.
import { known, localeNow } from "../frame/words.js";
import { idOf } from "./codes.js";

/** ISO 3166-1 alpha-2 codes of countries. */
export const COUNTRIES = ("AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ "
  + "DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW "
  + "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO "
  + "RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW").split(" ");

/** Regions wider than a country that people seek by: UN M49 codes of continents, and the whole. */
export const CONTINENTS = ["WORLD", "002", "019", "142", "150", "009"];

const kept = new Map();

function named(type, code) {
  const key = `${localeNow()} ${type}`;
  if (!kept.has(key)) kept.set(key, new Intl.DisplayNames(localeNow(), { type, fallback: "none" }));
  try {
    return kept.get(key).of(code) ?? null;
  } catch {
    return null; // no code at all
  }
}

const capital = (text) => text.charAt(0).toLocaleUpperCase(localeNow()) + text.slice(1);

/** A country or region: ISO 3166-1 alpha-2, UN M49, or WORLD; the code itself where it has no name. */
export function regionName(code) {
  return code ? known(idOf("Region", code)) ?? capital(named("region", code) ?? code) : "–";
}

/** A language, by its ISO 639 code, as it is written within a sentence. */
export function languageName(code) {
  return code ? named("language", code) ?? code : "–";
}

/** Codes by their names, one after the other as the language sets them. */
export function listed(codes, name) {
  return capital(new Intl.ListFormat(localeNow(), { type: "unit", style: "short" }).format(codes.map(name)));
}

/** Codes with their names, by name. */
export function byName(codes, name) {
  return codes.map((code) => [code, capital(name(code))]).sort(([, one], [, other]) => one.localeCompare(other, localeNow()));
}
