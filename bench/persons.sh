#!/usr/bin/env bash
# bench/persons.sh FOLDER COUNT: invented persons as transaction bundles of 500,
# and in FOLDER/asked what one asks for some of them by family name and birth
# date. Names are unevenly spread, as in life. The same each time.

# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/../scripts/lib.sh"

main() {
    need python3 python3
    rm -rf "$1"
    mkdir -p "$1"
    python3 - "$1" "$2" <<'PY'
import datetime, itertools, json, random, sys

folder, count = sys.argv[1], int(sys.argv[2])
chance = random.Random(7)

def names(beginnings, middles, ends):
    made = ["".join(parts) for parts in itertools.product(beginnings, middles, ends)]
    chance.shuffle(made)
    return made

families = names("Bar Cor Del Fal Gri Hol Jan Kel Lor Mar Nor Per Ros Sav Tor Val".split(),
                 "a e i o u an en in on".split(),
                 "bert din fort gnac lier mont nault quin rel ssier tin vel".split())
givens = names("Al Be Ca Do Em Fe Gi Ju Lu Ma No So".split(), "bri di li mé ni ri vi".split(),
               ["a", "e", "ane", "el"])
# The most frequent has less than a hundredth, as Smith or Martin have.
shares = list(itertools.accumulate(1 / rank for rank in range(30, len(families) + 30)))
first = datetime.date(1930, 1, 1)
asked = []

def person(number):
    family = chance.choices(families, cum_weights=shares)[0]
    birth = (first + datetime.timedelta(chance.randrange(33000))).isoformat()
    if number % max(count // 1000, 1) == 0:
        asked.append(f"Patient?family={family}&birthdate={birth}")
    return {"resourceType": "Patient", "active": True,
            "identifier": [{"system": "http://example.org/bench/persons", "value": str(number)}],
            "name": [{"use": "official", "family": family, "given": [chance.choice(givens)]}],
            "gender": chance.choice(["female", "male"]), "birthDate": birth}

for begin in range(0, count, 500):
    entries = [{"fullUrl": f"urn:uuid:00000000-0000-4000-8000-{number:012x}", "resource": person(number),
                "request": {"method": "POST", "url": "Patient"}}
               for number in range(begin, min(begin + 500, count))]
    with open(f"{folder}/{begin:09d}.json", "w", encoding="utf-8") as file:
        json.dump({"resourceType": "Bundle", "type": "transaction", "entry": entries}, file)
with open(f"{folder}/asked", "w", encoding="utf-8") as file:
    file.writelines(line + "\n" for line in asked)
PY
}

main "$@"
