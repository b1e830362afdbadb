"""PyPI fhirclient. `--list` names the tests; else NAME BASE TOKEN runs one."""

import sys

from fhirclient import client, server
from fhirclient.models import bundle, fhirdate, fhirreference, humanname, identifier
from fhirclient.models import codeableconcept, coding, observation, patient, quantity


def connected(base, token):
    smart = client.FHIRClient(settings={"app_id": "hygie", "api_base": base})
    smart.prepare()
    # The CapabilityStatement says where tokens are given; the operator gave us this one.
    smart.server.auth.access_token = token
    assert smart.ready
    return smart


def a_patient(family):
    one = patient.Patient()
    one.identifier = [identifier.Identifier({"system": "urn:oid:1.2.3", "value": f"smart-{family}"})]
    one.name = [humanname.HumanName({"family": family, "given": ["Zoé"]})]
    one.birthDate = fhirdate.FHIRDate("1980-05-02")
    return one


def created(smart, family):
    answer = a_patient(family).create(smart.server)
    return patient.Patient(answer)


def creates_reads_updates_and_deletes(smart):
    one = created(smart, "Grillon")
    read = patient.Patient.read(one.id, smart.server)
    assert read.name[0].family == "Grillon" and read.meta.versionId == "1"
    read.gender = "female"
    assert patient.Patient(read.update(smart.server)).meta.versionId == "2"
    read.delete(smart.server)
    try:
        patient.Patient.read(one.id, smart.server)
    except Exception as error:
        assert error.response.status_code == 410, error
    else:
        raise AssertionError("a deleted Patient was read")


def searches(smart):
    one = created(smart, "Hanneton")
    for value in (1.5, 2.5):
        result = observation.Observation()
        result.status = "final"
        result.code = codeableconcept.CodeableConcept()
        result.code.coding = [coding.Coding({"system": "http://loinc.org", "code": "2345-7"})]
        result.subject = fhirreference.FHIRReference({"reference": f"Patient/{one.id}"})
        result.valueQuantity = quantity.Quantity({"value": value, "unit": "mmol/L"})
        result.create(smart.server)
    search = observation.Observation.where({"patient": one.id, "_count": "1"})
    values = sorted(found.valueQuantity.value for found in search.perform_resources_iter(smart.server))
    assert values == [1.5, 2.5], values
    found = patient.Patient.where({"family": "Hanneton", "birthdate": "1980-05-02"})
    assert [person.id for person in found.perform_resources(smart.server)] == [one.id]
    assert patient.Patient.where({"identifier": "urn:oid:1.2.3|smart-Hanneton"}).perform(smart.server).total == 1


def resolves_references(smart):
    one = created(smart, "Iule")
    result = observation.Observation(
        {"status": "final", "code": {"text": "a"}, "subject": {"reference": f"Patient/{one.id}"}}
    )
    result = observation.Observation(result.create(smart.server))
    result._server = smart.server
    result.origin_server = smart.server
    assert result.subject.resolved(patient.Patient).id == one.id


def sends_a_transaction(smart):
    url = "urn:uuid:0a1b2c3d-0000-4000-8000-000000000002"
    sent = bundle.Bundle(
        {
            "type": "transaction",
            "entry": [
                {
                    "fullUrl": url,
                    "resource": a_patient("Jardinière").as_json(),
                    "request": {"method": "POST", "url": "Patient"},
                },
                {
                    "resource": {
                        "resourceType": "Observation",
                        "status": "final",
                        "code": {"text": "a"},
                        "subject": {"reference": url},
                    },
                    "request": {"method": "POST", "url": "Observation"},
                },
            ],
        }
    )
    answer = bundle.Bundle(smart.server.post_json("", sent.as_json()).json())
    assert [entry.response.status[:3] for entry in answer.entry] == ["201", "201"]


TESTS = [creates_reads_updates_and_deletes, searches, resolves_references, sends_a_transaction]

if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(test.__name__ for test in TESTS))
    else:
        name, base, token = sys.argv[1:]
        next(test for test in TESTS if test.__name__ == name)(connected(base, token))
