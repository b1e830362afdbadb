### The rules of the policy, one sentence each: `rule-` and the name of the rule.

## The account

rule-account-inactive = The account is suspended or closed.
rule-authenticate = Whoever has an account may log in.

## Who runs and watches over the house

rule-administrator = Administrators run the house and see no health data.
rule-officer = Privacy and security officers watch over the house and see no health data.

## Who acts for the person by law

rule-delegation-ended = Access to represent or help the person has ended.
rule-delegation-coming = Access to represent or help the person has not begun.
rule-parent-of-adult = Parents act for a minor, no longer for an adult.
rule-measure-without-person = This protective measure opens nothing of the record unless the person consented.
rule-delegate-administrative = Whoever represents or helps the person reads their identity and administrative data.
rule-representative-reads = Whoever acts for the person by law reads what the person reads.
rule-representative-decides = Parents and those who protect the person decide for them.
rule-representative-keeps-deposits = Parents and those who protect the person archive and delete what was deposited for them.

## Carers

rule-carer-not-invited = A carer needs the consent of the person, or of whoever acts for them.
rule-carer-decides-nothing = Carers never share, delete, download, change how the person logs in, or close the record.
rule-carer-nothing-secret = Carers see nothing that is masked.
rule-carer-reads = Carers read the record.

## Emergency access

rule-emergency-health-only = Emergency access (breaking the glass) is for health professionals only.
rule-emergency-not-attested = Emergency access needs the statement that the person cannot express their will and is at immediate risk.
rule-emergency-opposed = The person opposed emergency access beforehand.
rule-emergency-own-masked = What is masked stays masked for whoever comes in an emergency without a care link, unless the person allowed it.
rule-emergency-own = In an emergency a health professional reads what their own organisation keeps without a care link.

## Regulation of medical calls

rule-regulation-staff-only = The regulation of medical calls is for health professionals and the machines of their organisation.
rule-regulation-not-claimed = The log-in did not say that the user regulates medical calls.
rule-regulation-opposed = The person opposed access by the regulation centre.

## The life of the shared record

rule-record-opposed = There is no shared record: the person opposed it.
rule-record-closed = The shared record is closed.
rule-blocked = The person blocked this professional, to whom nothing that others keep is open.

## Care link and consent

rule-no-link = There is no care link with the person.
rule-link-ended = The care link with the person has ended.
rule-consent-refused = The person refused or withdrew their consent.
rule-identity-after-refusal = A professional to whom consent was refused does not read who the person is in the shared record either.
rule-consent-ended = The consent of the person has ended.
rule-consent-absent = The person neither consented nor was informed.
rule-consent-occupational = An occupational physician needs the express consent of the person.
rule-consent-social = Whoever has no health profession needs the express consent of the person.
rule-consent-outside-team = Outside the care team consent is not presumed: it is asked for expressly.

## Secrets, and what waits to be announced

rule-secret-connection = In a secret connection only what is hidden from the legal representatives is handled.
rule-hidden-from-representatives = The minor, or the author, keeps this entry from the legal representatives.
rule-not-announced = This entry waits to be announced to the person at a consultation, for a month at most.
rule-masked-and-not-announced = What waits to be announced to the person cannot be masked to professionals.

## What the own organisation keeps

rule-kept-by-others = Another organisation keeps this entry: it is not read as what the professional’s own organisation keeps.
rule-kept-by-own = The professional’s own organisation keeps this entry: it is not read through the shared record.
rule-own-no-link = What the organisation keeps is open to those who have a care link with the person.
rule-own-role = The table of role groups does not open this class of documents to the role.
rule-own-restricted = Restricted: only the author, the treating physician and the health professionals of the care team see it.
rule-own-very-restricted = Very restricted: only the author, the treating physician and the physicians of the care team see it.
rule-own-administrative = Identity and appointments are open to the staff of the organisation that keeps them.
rule-own-health = A health professional with a care link reads and writes what their own organisation keeps.
rule-own-social = A social or medico-social professional with a care link reads, as far as their role goes, and writes what their own organisation keeps.
rule-own-system = A machine of an organisation reads and writes what that organisation keeps.

## Document types, by profession

rule-type-unmapped = This entry has no document type, so no profession may read it.
rule-type-denied = The table of document types does not open this type to the profession.

## The person

rule-person-reads = The person reads their whole record and who looked at it, and takes copies away.
rule-person-decides = The person deposits, masks, says who may see what, closes the record and opens it again.
rule-person-keeps-deposits = The person archives and deletes what they deposited themselves.

## The functional matrix of the DMP

rule-deposited-by-person = What the person deposited, only they and the treating physician archive or delete.
rule-matrix = The functional matrix opens this to the actor in this mode.
rule-matrix-same-structure = Permitted, limited to the professionals of the same structure.
rule-matrix-new-only = Permitted, limited by date to new authorisations.
rule-matrix-attributed = Permitted: what is deposited is attributed to the structure.
rule-matrix-reference = Permitted only to find a reference, for example before a deletion.
rule-matrix-author = Permitted to the author only.
rule-matrix-masked-in-emergency = The person allowed what is masked to be seen in an emergency.
rule-matrix-own-structure = Permitted only on documents of the structure.
rule-treating-deletes-deposit = The treating physician, with a care link unless it is an emergency, and not blocked, deletes what the person deposited.

## Social and medico-social professionals

rule-social-reads = A social or medico-social professional reads the document types that the table opens to their role group.
rule-social-feeds = A social or medico-social professional deposits documents.

## Who reads who looked

rule-traces-treating = The treating physician reads all traces.
rule-traces-own = A professional reads the traces of what they did themselves.

## Without a rule

rule-nothing-permits = No rule permits this to this actor in this situation.

## The page of who watches over the house

policy-title = Rules of access
policy-lead = Everything that is read or written goes through these rules, and nothing is permitted that no rule permits. A rule that forbids beats every rule that permits.
policy-why = Why could this record be seen?
policy-why-lead = To answer a person: who came on that day, and by which rule. No health data is shown here. The person will see your question, among those who looked into their record.
policy-record = Number of the record
policy-record-hint = The sixteen characters of the record’s address, after “/records/”.
policy-record-wrong = Write the sixteen characters of the number: digits and the letters a to f.
policy-record-none = No record has this number: check it.
policy-day = Day
policy-day-wrong = Choose a day that exists.
policy-day-coming = This day has not come yet: choose today or a past day.
policy-ask = Search
policy-tables = Tables in force
policy-tables-lead = Where a table is silent, the answer is no.
policy-table-since = in force since { $date }, by { $by }
policy-table-lead = A newer table is put in force here, or by the command line. It decides at once, and is traced under your name.
policy-edition = Edition in force
policy-table-text = Text of the table
policy-table-hint = First line: “# edition NAME”, a name of its own for each text. Then the header, and rows parted by tabs.
policy-table-check = Check
policy-table-put = Put in force
policy-table-reset = Back to the table of the program
policy-table-right = The table is right. It would be edition { $edition }.
policy-table-wrong = Nothing was changed: the table in force stays.
policy-table-functional_matrix = Functional matrix
policy-table-document_matrix = Document matrix
policy-table-social_roles = Role groups of medico-social establishments
policy-table-resource_types = Document types of FHIR resources
policy-forbid = { $count } rules that forbid
policy-forbid-lead = Of several that apply, the first in the list is the one that is told.
policy-permit = { $count } rules that permit
policy-permit-lead = The mark [B] shows what the house assumes where the texts are silent.
policy-day-title = Who could see, and why: { $date }
policy-day-lead = Record { $record }. Computed from the rights as they stood then, with the rules and tables of today.
policy-back = Rules of access
policy-nobody = Nobody came on that day.
policy-times = { $granted ->
    [one] granted once
   *[other] granted { $granted } times
}{ $refused ->
    [0] {""}
    [one] , refused once
   *[other] , refused { $refused } times
}
policy-between = { $first } – { $last }
policy-at = From this moment on: { $at }
policy-not-weighed = A program, the house itself, or a role without access to records: the rules that weigh a link with the person do not apply.
policy-link-none = No care link.
policy-link-team = Their organisation takes care of the person.
policy-link-declared = Care declared, with the person’s consent attested.
policy-link-ended = The care link had ended.
policy-consent-absent = The person had neither consented nor been informed.
policy-consent-presumed = The person was informed and had not opposed.
policy-consent-given = The person had consented.
policy-consent-ended = The person’s consent had ended.
policy-consent-refused = The person had refused.
policy-record-opposed = The person had opposed the shared record.
policy-record-closed = The shared record was closed.
policy-blocked = The person had blocked this professional.
policy-decided-never = Nothing had been decided about this record yet.
policy-decided = Rights as decided on { $at }.
policy-own = What their organisation keeps
policy-shared = What others keep
policy-whole = The record
policy-yes = yes
policy-no = no
policy-more = More came, or this day lies too far back to be read to its end: the command “hygie trace” shows all.
policy-unreadable = { $count } traces do not verify: “hygie doctor” tells more.
access-rights-explained = Asked who could see the record, and why
policy-emergency = The record had been opened in an emergency.
policy-person = The person themselves
