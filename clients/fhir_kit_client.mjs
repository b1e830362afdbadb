// npm fhir-kit-client.

import assert from "node:assert/strict";
import { it } from "node:test";

import kit from "fhir-kit-client";

const { default: Client = kit } = kit;

const patient = (family) => ({
  resourceType: "Patient",
  identifier: [{ system: "urn:oid:1.2.3", value: `kit-${family}` }],
  name: [{ family, given: ["Zoé"] }],
  birthDate: "1980-05-02",
});

const observation = (of, value) => ({
  resourceType: "Observation",
  status: "final",
  code: { coding: [{ system: "http://loinc.org", code: "2345-7" }] },
  subject: { reference: `Patient/${of}` },
  effectiveDateTime: "2026-01-01",
  valueQuantity: { value, unit: "mmol/L" },
});

/** @param {() => { base: string, token: string }} server */
export function fhirKitClient(server) {
  const client = () => {
    const { base, token } = server();
    return new Client({ baseUrl: base, bearerToken: token });
  };
  const made = async (family) => client().create({ resourceType: "Patient", body: patient(family) });

  it("fhir-kit-client: reads what the server can do", async () => {
    const statement = await client().capabilityStatement();
    assert.equal(statement.fhirVersion, "4.0.1");
  });

  it("fhir-kit-client: creates, reads, updates and deletes", async () => {
    const created = await made("Abeille");
    assert.equal(created.meta.versionId, "1");
    const named = { resourceType: "Patient", id: created.id };
    const read = await client().read(named);
    assert.deepEqual(read, created);
    const updated = await client().update({ ...named, body: { ...read, gender: "female" } });
    assert.equal(updated.meta.versionId, "2");
    const first = await client().vread({ ...named, version: "1" });
    assert.equal(first.gender, undefined);
    const history = await client().history(named);
    assert.equal(history.total, 2);
    await client().delete(named);
    await assert.rejects(client().read(named), (error) => error.response.status === 410);
  });

  it("fhir-kit-client: searches, by GET and POST, page by page", async () => {
    const { id } = await made("Bourdon");
    for (const value of [1, 2, 3]) {
      await client().create({ resourceType: "Observation", body: observation(id, value) });
    }
    const searchParams = { patient: id, _count: 2, _sort: "-date" };
    const first = await client().search({ resourceType: "Observation", searchParams });
    assert.deepEqual([first.total, first.entry.length], [3, 2]);
    const second = await client().nextPage({ bundle: first });
    assert.equal(second.entry.length, 1);
    const coded = { patient: id, code: "http://loinc.org|2345-7" };
    const options = { postSearch: true };
    const posted = await client().search({ resourceType: "Observation", searchParams: coded, options });
    assert.equal(posted.total, 3);
    const found = await client().search({ resourceType: "Patient", searchParams: { identifier: "urn:oid:1.2.3|kit-Bourdon" } });
    assert.equal(found.entry[0].resource.id, id);
    const within = await client().compartmentSearch({
      resourceType: "Observation",
      compartment: { resourceType: "Patient", id },
    });
    assert.equal(within.total, 3);
  });

  it("fhir-kit-client: sends a transaction", async () => {
    const url = "urn:uuid:0a1b2c3d-0000-4000-8000-000000000001";
    const about = observation("x", 5);
    about.subject.reference = url;
    const body = {
      resourceType: "Bundle",
      type: "transaction",
      entry: [
        { fullUrl: url, resource: patient("Cigale"), request: { method: "POST", url: "Patient" } },
        { resource: about, request: { method: "POST", url: "Observation" } },
      ],
    };
    const answer = await client().transaction({ body });
    assert.deepEqual(answer.entry.map((entry) => entry.response.status.slice(0, 3)), ["201", "201"]);
  });

  it("fhir-kit-client: calls operations", async () => {
    const { id } = await made("Demoiselle");
    const everything = await client().operation({ name: "everything", resourceType: "Patient", id, method: "GET" });
    assert.equal(everything.total, 1);
    const told = await client().operation({ name: "validate", resourceType: "Patient", input: patient("Ephémère") });
    assert.equal(told.issue[0].severity, "information");
  });

  it("fhir-kit-client: resolves references", async () => {
    const { id } = await made("Fourmi");
    const about = await client().create({ resourceType: "Observation", body: observation(id, 4) });
    const resolved = await client().resolve({ reference: about.subject.reference });
    assert.equal(resolved.id, id);
  });

  it("fhir-kit-client: is told what is wrong", async () => {
    const body = { resourceType: "Patient", birthDate: "yesterday" };
    await assert.rejects(client().create({ resourceType: "Patient", body }), (error) => {
      const [issue] = error.response.data.issue;
      return error.response.status === 422 && issue.expression[0] === "Patient.birthDate";
    });
  });
}
