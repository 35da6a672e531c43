// One scale of lightness from little to much: counts and shares evenly, times by their order of magnitude.

/** Of known values: place(value) from 0 to 1, and the values at the ends and in the middle. */
export function heatOf(unit, values) {
  const known = values.filter((each) => each != null);
  if (!known.length) return null;
  if (unit === "SECONDS") {
    const [least, most] = [Math.max(1, Math.min(...known)), Math.max(1, ...known)];
    const span = Math.log(most / least);
    return { least, most, middle: Math.sqrt(least * most), isLogarithmic: true, place: (value) => (span ? Math.log(Math.max(value, least) / least) / span : 1) };
  }
  const most = unit === "COUNT" ? Math.max(1, ...known) : 1;
  return { least: 0, most, middle: most / 2, isLogarithmic: false, place: (value) => Math.min(1, Math.max(0, value / most)) };
}
