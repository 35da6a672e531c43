"""Writes the map of the dashboard: a feature of GeoJSON in a line, for each country.

    python -m api.borders countries-50m.json countries-10m.json codes.json > api/dashboard/vendor/countries.json

The first two are TopoJSON of the npm package world-atlas; the third pairs alpha-2 with numeric codes, and is of
i18n-iso-countries. It must not change a shape.
"""

import json
import sys
from pathlib import Path

from api.borders.shapes import features


def _main(coarse: str, fine: str, codes: str) -> None:
    topologies = [json.loads(Path(path).read_text(encoding="utf-8")) for path in (coarse, fine)]
    numeric = {row[2]: row[0] for row in json.loads(Path(codes).read_text(encoding="utf-8"))}
    lines = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in features(topologies[0], topologies[1], numeric)
    ]
    sys.stdout.write('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
