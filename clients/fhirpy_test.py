"""PyPI fhirpy. `--list` names the tests; else NAME BASE TOKEN runs one."""

import sys

from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome, ResourceNotFound


def a_patient(client, family):
    return client.resource(
        "Patient",
        identifier=[{"system": "urn:oid:1.2.3", "value": f"fhirpy-{family}"}],
        name=[{"family": family, "given": ["Zoé"]}],
        birthDate="1980-05-02",
    )


def saved(client, family):
    one = a_patient(client, family)
    one.save()
    return one


def saves_reads_and_deletes(client):
    one = saved(client, "Libellule")
    assert one.id and one["meta"]["versionId"] == "1"
    again = client.reference("Patient", one.id).to_resource()
    assert again["name"][0]["family"] == "Libellule"
    again["gender"] = "female"
    again.save()
    assert again["meta"]["versionId"] == "2"
    again.delete()
    assert client.resources("Patient").search(_id=one.id).fetch() == []


def searches(client):
    one = saved(client, "Moustique")
    for value in range(3):
        client.resource(
            "Observation",
            status="final",
            code={"coding": [{"system": "http://loinc.org", "code": "2345-7"}]},
            subject=one.to_reference(),
            effectiveDateTime=f"2026-01-0{value + 1}",
            valueQuantity={"value": value},
        ).save()
    found = client.resources("Observation").search(patient=one.id).sort("-date").limit(2)
    assert [result["valueQuantity"]["value"] for result in found.fetch()] == [2, 1]
    assert len(found.fetch_all()) == 3
    assert found.count() == 3
    person = client.resources("Patient").search(identifier="urn:oid:1.2.3|fhirpy-Moustique").get()
    assert person.id == one.id
    dated = client.resources("Observation").search(patient=one.id, date__ge="2026-01-02")
    assert dated.count() == 2


def gets_or_creates_nothing_by_mistake(client):
    try:
        client.resources("Patient").search(identifier="urn:oid:1.2.3|nobody").get()
    except ResourceNotFound:
        return
    raise AssertionError("somebody was found")


def executes_operations(client):
    one = saved(client, "Nèpe")
    answer = client.execute(f"Patient/{one.id}/$everything", method="get")
    assert answer["total"] == 1
    assert one.is_valid()


def is_told_what_is_wrong(client):
    wrong = client.resource("Patient", birthDate="yesterday")
    try:
        wrong.save()
    except OperationOutcome as error:
        assert "Patient.birthDate" in str(error)
        return
    raise AssertionError("a birth date that is none was taken")


TESTS = [
    saves_reads_and_deletes,
    searches,
    gets_or_creates_nothing_by_mistake,
    executes_operations,
    is_told_what_is_wrong,
]

if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(test.__name__ for test in TESTS))
    else:
        name, base, token = sys.argv[1:]
        client = SyncFHIRClient(base, authorization=f"Bearer {token}")
        next(test for test in TESTS if test.__name__ == name)(client)
