"""A standalone SMART launch by PyPI fhirclient, with a person who logs in and
says yes by the pages' own forms. `--list` names the tests; else NAME CLIENTS
runs one."""

import html
import json
import re
import sys

import jwt
import requests
from fhirclient import client
from fhirclient.models import auditevent, consent, patient

REDIRECT = "https://app.example/cb"
PASSWORD = "brume tiroir cactus"


def fields(text):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    return {html.unescape(name): html.unescape(value) for name, value in found}


class Browser:
    """A person's browser: keeps cookies and sends forms."""

    def __init__(self, clients):
        self.session = requests.Session()
        self.url = clients["base"].removesuffix("/fhir")
        self.log_in(clients["password"])

    def log_in(self, one_time):
        sent = {"login": "jeanne", "password": PASSWORD}
        if self.post("/login", sent).status_code == 303:
            return
        # The first time: the one-time password, and one of her own.
        assert self.post("/login", {**sent, "password": one_time}).status_code == 303
        page = self.get(f"{self.url}/password")
        new = {"old-password": one_time, "new-password": PASSWORD, "again-password": PASSWORD}
        changed = self.post("/password", {**fields(page.text), **new})
        assert changed.status_code == 303, changed.text

    def get(self, url):
        # The cookie is for secure origins, and this machine counts as one.
        return self.session.get(url, headers=self.cookie(), timeout=10, allow_redirects=False)

    def post(self, path, sent):
        answer = self.session.post(
            self.url + path, data=sent, headers=self.cookie(), timeout=30, allow_redirects=False
        )
        return answer

    def cookie(self):
        pairs = [f"{cookie.name}={cookie.value}" for cookie in self.session.cookies]
        return {"Cookie": "; ".join(pairs)} if pairs else {}

    def decide(self, address, decision):
        page = self.get(address)
        assert "Courbes" in page.text, page.text
        answer = self.post("/oauth/authorize", {**fields(page.text), "decision": decision})
        assert answer.status_code == 200, answer.text
        return answer.headers["Refresh"].removeprefix("0; url=")


def app(clients, scope="patient/*.read"):
    settings = {
        "app_id": clients["app"],
        "api_base": clients["base"],
        "redirect_uri": REDIRECT,
        "scope": f"openid fhirUser offline_access {scope}",
    }
    smart = client.FHIRClient(settings=settings)
    assert not smart.prepare(), "there is authorisation to wait for"
    return smart


def is_launched_read_with_and_refreshed(clients):
    smart, browser = app(clients), Browser(clients)
    back = browser.decide(smart.authorize_url, "allow")
    assert back.startswith(f"{REDIRECT}?code="), back
    smart.handle_callback(back)
    assert smart.ready and smart.patient.name[0].family == "Morel"
    assert smart.reauthorize(), "a refresh token"
    person = patient.Patient.read(smart.patient_id, smart.server)
    assert person.id == smart.patient_id
    keys = jwt.PyJWKClient(f"{browser.url}/oauth/jwks")
    signed = smart.launch_context["id_token"]
    key = keys.get_signing_key_from_jwt(signed).key
    claims = jwt.decode(signed, key, algorithms=["ES256"], audience=clients["app"])
    assert claims["fhirUser"] == f"{clients['base']}/Patient/{smart.patient_id}", claims
    ends_at_the_persons_word(browser, smart)


def ends_at_the_persons_word(browser, smart):
    page = browser.get(f"{browser.url}/account/apps")
    assert "Courbes" in page.text
    browser.post("/account/apps/end", fields(page.text))
    try:
        patient.Patient.read(smart.patient_id, smart.server)
    except Exception as error:
        assert "401" in str(error) or "nauthorized" in repr(error), repr(error)
    else:
        raise AssertionError("an ended app still reads")


def reads_who_looked_and_what_was_decided(clients):
    """The models of the client hold what is told against R4."""
    scope = "patient/Patient.read patient/AuditEvent.read patient/Consent.read"
    smart, browser = app(clients, scope), Browser(clients)
    page = browser.get(smart.authorize_url)
    assert "qui a consulté" in page.text or "who looked" in page.text, page.text
    smart.handle_callback(browser.decide(smart.authorize_url, "allow"))
    assert smart.ready and smart.patient.name[0].family == "Morel"
    of = {"patient": smart.patient_id}
    found = auditevent.AuditEvent.where({**of, "_count": "5"})
    events = list(found.perform_resources_iter(smart.server))
    assert len(events) > 5, "more than one page"
    assert all(event.id.startswith("trace.") and event.recorded for event in events)
    mine = [event for event in events if event.agent[1].who.display == "app Courbes"]
    assert any(event.subtype and event.subtype[0].code == "read" for event in mine), len(mine)
    one = auditevent.AuditEvent.read(events[0].id, smart.server)
    assert one.as_json() == events[0].as_json()
    again = auditevent.AuditEvent.where(of).perform_resources(smart.server)
    assert again[0].type.code == "110101", "the reading is in the next one"
    consents = consent.Consent.where(of).perform_resources(smart.server)
    assert all(one.id.startswith("right.") for one in consents), "nobody wrote any"


def is_refused_by_the_person(clients):
    smart, browser = app(clients), Browser(clients)
    back = browser.decide(smart.authorize_url, "deny")
    try:
        smart.handle_callback(back)
    except Exception as error:
        assert "no" in str(error), error
    else:
        raise AssertionError("a no was taken for a yes")


TESTS = [
    is_launched_read_with_and_refreshed,
    reads_who_looked_and_what_was_decided,
    is_refused_by_the_person,
]

if __name__ == "__main__":
    if sys.argv[1:] == ["--list"]:
        print("\n".join(test.__name__ for test in TESTS))
    else:
        name, clients = sys.argv[1:]
        next(test for test in TESTS if test.__name__ == name)(json.loads(clients))
