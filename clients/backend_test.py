"""SMART Backend Services by smart-fetch's client (cumulus-fhir-support, which
signs with jwcrypto) and by PyJWT. `--list` names the tests; `--keys FOLDER`
makes keys; else NAME CLIENTS runs one."""

import asyncio
import json
import pathlib
import sys
import time
import uuid

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cumulus_fhir_support import FhirClient
from jwcrypto import jwk

SCOPE = "system/Patient.read"


def make_keys(folder):
    made = {
        "rsa": rsa.generate_private_key(public_exponent=65537, key_size=3072),
        "ec": ec.generate_private_key(ec.SECP384R1()),
    }
    for name, key in made.items():
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        pathlib.Path(folder, f"{name}.pem").write_bytes(pem)
        # The kid is the key's thumbprint (RFC 7638), as the client's library has it.
        public = jwk.JWK.from_pem(pem)
        text = json.dumps({"keys": [json.loads(public.export_public())]})
        pathlib.Path(folder, f"{name}.json").write_text(text)


def pem(clients, name):
    return pathlib.Path(clients["folder"], f"{name}.pem").read_text()


def configuration(clients):
    answer = requests.get(f"{clients['base']}/.well-known/smart-configuration", timeout=10)
    return answer.json()


def assertion(clients, name, algorithm=None, client=None, **changed):
    endpoint = configuration(clients)["token_endpoint"]
    claims = {
        "iss": client or clients[name],
        "sub": client or clients[name],
        "aud": endpoint,
        "exp": int(time.time()) + 240,
        "jti": str(uuid.uuid4()),
        **changed,
    }
    kid = jwk.JWK.from_pem(pem(clients, name).encode())["kid"]
    algorithm = algorithm or {"rsa": "RS384", "ec": "ES384"}[name]
    return jwt.encode(claims, pem(clients, name), algorithm=algorithm, headers={"kid": kid})


def ask(clients, signed, scope=SCOPE):
    sent = {
        "grant_type": "client_credentials",
        "scope": scope,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": signed,
    }
    return requests.post(configuration(clients)["token_endpoint"], data=sent, timeout=10)


def makes_a_person(clients):
    token = ask(clients, assertion(clients, "rsa"), "system/Patient.cruds").json()["access_token"]
    sent = {"resourceType": "Patient", "name": [{"family": "Morel", "given": ["Jeanne"]}]}
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json"}
    answer = requests.post(f"{clients['base']}/Patient", json=sent, headers=headers, timeout=10)
    print(answer.json()["id"])


def pyjwt_gets_a_token_that_works(clients):
    for name in ("rsa", "ec"):
        answer = ask(clients, assertion(clients, name))
        assert answer.status_code == 200, answer.text
        given = answer.json()
        assert (given["token_type"], given["scope"]) == ("bearer", "system/Patient.rs"), given
        assert 0 < given["expires_in"] <= 300
        headers = {"Authorization": f"Bearer {given['access_token']}"}
        found = requests.get(f"{clients['base']}/Patient?family=morel", headers=headers, timeout=10)
        assert found.status_code == 200 and found.json()["total"] >= 1, found.text
        closed = requests.get(f"{clients['base']}/Observation?_id=x", headers=headers, timeout=10)
        assert closed.status_code == 403, closed.text


def pyjwt_is_refused_what_is_wrong(clients):
    now = int(time.time())
    wrong = [
        assertion(clients, "rsa", aud="https://other.example/token"),
        assertion(clients, "rsa", exp=now - 1),
        assertion(clients, "rsa", exp=now + 3600),
        assertion(clients, "rsa", sub="somebody"),
        assertion(clients, "rsa", iss=clients["ec"], sub=clients["ec"]),
        assertion(clients, "rsa", algorithm="RS256"),
        assertion(clients, "rsa", algorithm="PS384"),
        jwt.encode({"iss": clients["rsa"]}, None, algorithm="none"),
    ]
    once = assertion(clients, "ec")
    assert ask(clients, once).status_code == 200
    for signed in [*wrong, once]:
        answer = ask(clients, signed)
        assert answer.status_code == 401, answer.text
        assert answer.json()["error"] == "invalid_client", answer.text
    more = ask(clients, assertion(clients, "ec"), "system/*.read")
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope"), more.text


def a_published_key_is_fetched(clients):
    answer = ask(clients, assertion(clients, "ec", client=clients["published"]))
    assert answer.status_code == 200, answer.text
    other = ask(clients, assertion(clients, "rsa", client=clients["published"]))
    assert other.json()["error"] == "invalid_client", other.text


def smart_fetchs_client_reads(clients):
    async def read(name):
        resources = ["Patient", "Observation"]
        client = FhirClient(
            clients["base"], resources, smart_client_id=clients[name], smart_pem=pem(clients, name)
        )
        async with client:
            answer = await client.request("GET", "Patient?family=morel")
            assert answer.json()["total"] >= 1, answer.text

    for name in ("rsa", "ec"):
        asyncio.run(read(name))


TESTS = [
    pyjwt_gets_a_token_that_works,
    pyjwt_is_refused_what_is_wrong,
    a_published_key_is_fetched,
    smart_fetchs_client_reads,
]

if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(test.__name__ for test in TESTS))
    elif sys.argv[1] == "--keys":
        make_keys(sys.argv[2])
    else:
        name, clients = sys.argv[1:]
        known = [*TESTS, makes_a_person]
        next(test for test in known if test.__name__ == name)(json.loads(clients))
