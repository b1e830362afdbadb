### Messages of the record's pages.

## Amounts, dosages

range-both = { $low } à { $high }
clock = { $hour } h { $minute }
dosage-needed = si besoin
dosage-needed-for = si besoin : { $what }
dosage-at = à { $times }
dosage-per-s = { $times } fois par seconde
dosage-per-min = { $times } fois par minute
dosage-per-h = { $times } fois par heure
dosage-per-d = { $times } fois par jour
dosage-per-wk = { $times } fois par semaine
dosage-per-mo = { $times } fois par mois
dosage-per-a = { $times } fois par an
dosage-every-s = { $times } fois toutes les { $period } secondes
dosage-every-min = { $times } fois toutes les { $period } minutes
dosage-every-h = { $times } fois toutes les { $period } heures
dosage-every-d = { $times } fois tous les { $period } jours
dosage-every-wk = { $times } fois toutes les { $period } semaines
dosage-every-mo = { $times } fois tous les { $period } mois
dosage-every-a = { $times } fois tous les { $period } ans
timing-MORN = matin
timing-MORN-early = tôt le matin
timing-MORN-late = fin de matinée
timing-NOON = midi
timing-AFT = après-midi
timing-EVE = soir
timing-NIGHT = nuit
timing-PHS = après le coucher
timing-HS = au coucher
timing-BED = au coucher
timing-WAKE = au réveil
timing-C = au repas
timing-CM = au petit-déjeuner
timing-CD = au déjeuner
timing-CV = au dîner
timing-AC = avant le repas
timing-ACM = avant le petit-déjeuner
timing-ACD = avant le déjeuner
timing-ACV = avant le dîner
timing-PC = après le repas
timing-PCM = après le petit-déjeuner
timing-PCD = après le déjeuner
timing-PCV = après le dîner
timing-QD = chaque jour
timing-BID = 2 fois par jour
timing-TID = 3 fois par jour
timing-QID = 4 fois par jour
timing-AM = le matin
timing-PM = l’après-midi
timing-QOD = un jour sur deux
timing-Q1H = toutes les heures
timing-Q2H = toutes les 2 heures
timing-Q3H = toutes les 3 heures
timing-Q4H = toutes les 4 heures
timing-Q6H = toutes les 6 heures
timing-Q8H = toutes les 8 heures
timing-WK = chaque semaine
timing-MO = chaque mois
weekday-mon = lundi
weekday-tue = mardi
weekday-wed = mercredi
weekday-thu = jeudi
weekday-fri = vendredi
weekday-sat = samedi
weekday-sun = dimanche

## How a fact stands

standing-current = en cours
standing-on-hold = suspendu
standing-past = terminé
standing-done = fait
standing-planned = prévu
standing-unknown = statut inconnu
standing-superseded = remplacé
standing-refuted = écarté
standing-not-done = non fait
standing-cancelled = annulé
standing-prohibited = à ne pas faire
standing-proposal = proposé
standing-draft = brouillon
standing-uninterpretable = à lire à la source
standing-entered-in-error = saisi par erreur
certainty-unconfirmed = non confirmé
certainty-provisional = provisoire
certainty-differential = hypothèse
certainty-preliminary = résultat préliminaire
flag-abnormal = anormal
flag-low = bas
flag-high = élevé
flag-critical = critique
flag-critical-low = critique, bas
flag-critical-high = critique, élevé

## Kinds of entries

kind-allergy = Allergie
kind-problem = Problème
kind-medication = Traitement
kind-administration = Administration
kind-dispense = Dispensation
kind-vaccination = Vaccin
kind-result = Résultat
kind-vital = Constante
kind-finding = Observation
kind-encounter = Venue
kind-procedure = Acte
kind-report = Compte rendu
kind-document = Document
kind-note = Note
kind-appointment = Rendez-vous
kind-plan = Plan de soins
kind-goal = Objectif
kind-order = Prescription
kind-device = Dispositif
kind-family-history = Antécédent familial
kind-alert = Alerte
kind-answers = Questionnaire
kind-care-team = Équipe de soins
kind-product = Produit
kind-other = Autre

## Dates and entries in words

date-time = { $day } à { $time }
dated-recorded = noté le { $date }
dated-not = sans date
day-today = Aujourd’hui
day-yesterday = Hier
unnamed = { $kind } sans nom
type-AllergyIntolerance = une allergie
type-Appointment = un rendez-vous
type-CarePlan = un plan de soins
type-CareTeam = une équipe de soins
type-ClinicalImpression = une synthèse clinique
type-Communication = un message
type-Composition = un document
type-Condition = un problème
type-Coverage = une couverture sociale
type-Device = un dispositif
type-DiagnosticReport = un compte rendu
type-DocumentReference = un document
type-Encounter = une venue
type-EpisodeOfCare = un épisode de soins
type-FamilyMemberHistory = un antécédent familial
type-Flag = une alerte
type-Goal = un objectif
type-ImagingStudy = un examen d’imagerie
type-Immunization = un vaccin
type-Media = une image
type-Medication = un produit
type-MedicationAdministration = une administration
type-MedicationDispense = une dispensation
type-MedicationRequest = un traitement
type-MedicationStatement = un traitement
type-Observation = un résultat ou une mesure
type-Patient = l’identité
type-Procedure = un acte
type-Provenance = une provenance
type-QuestionnaireResponse = un questionnaire
type-RelatedPerson = un proche
type-ServiceRequest = une prescription
type-SupplyDelivery = une fourniture
type-Task = une tâche
group-problems = Problèmes
group-treatments = Traitements
group-results = Résultats
group-vitals = Constantes
group-vaccinations = Vaccins
group-documents = Documents
group-visits = Venues
group-procedures = Actes
group-plans = Plans
group-others = Autres

## Who looked

access-title = Qui a consulté ce dossier
access-title-person = Qui a consulté votre dossier
access-lead = Chaque lecture laisse une trace, écrite avant que la page s’affiche. Rien ne s’en efface.
access-lead-treating = Chaque lecture laisse une trace, écrite avant que la page s’affiche. Médecin traitant de la personne, vous voyez ici tous les accès, comme elle.
access-lead-own = Votre rôle voit ici vos propres accès. Les autres existent et sont visibles de la personne.
access-proofs = Emporter ces traces avec leurs preuves
access-proofs-more = Le fichier permet à un tiers de vérifier, sans nous et sans réseau, que chaque trace dit bien ce qui a été écrit ce jour-là et qu’aucune n’a été changée. Il nomme les personnes qui vous ont soigné : gardez-le comme un courrier de votre médecin.
access-proofs-go = Télécharger le fichier
access-none = Aucune trace ici.
access-none-more = Personne n’a encore ouvert ce dossier, ou pas sur cette page.
access-machines =
    { $count ->
        [one] { $count } accès automatique ou technique
       *[other] { $count } accès automatiques ou techniques
    }
access-no-people = Personne ce jour-là ; seulement des accès automatiques.
access-you = Vous
access-refused = refusé
access-times = { $count } fois
access-each = Détail
access-older = Plus anciens
access-newest = Retour aux plus récents
access-operator = Exploitant du serveur
access-unnamed = Sans nom
access-why-system = pour le système
access-why-care-team = équipe de soins
access-why-self = son propre dossier
access-why-administration = administration
access-from-care = écran des soignants
access-from-person = espace de la personne
access-from-fhir = interface FHIR
access-from-command = ligne de commande
access-from-app = l’application { $app }
access-open = A ouvert le dossier
access-open-synthesis = A ouvert la synthèse
access-open-timeline = A ouvert la chronologie
access-open-entry = A ouvert une entrée
access-open-note = A préparé une note
access-read = A lu { $what }
access-read-something = A lu une entrée
access-history = A lu { $what } et ses versions
access-history-something = A lu un historique
access-search = A cherché dans le dossier
access-find = A vu le nom dans une liste de personnes
access-write = A écrit dans le dossier
access-export = A exporté le dossier
access-list = A consulté la liste des accès
access-erase = A effacé des données
access-house = Entretien du serveur
access-account = Compte ou session
access-alarm = Refus avec alarme : trop de dossiers en une heure
access-rights = A changé qui peut voir le dossier
access-rights-read = A regardé qui peut voir le dossier
access-they-opened = a consulté votre dossier
access-they-wrote = y a écrit
access-they-exported = l’a exporté
access-they-found = a vu votre nom dans une recherche
access-they-listed = a lu la liste des accès
access-they-refused = a demandé un accès qui a été refusé
access-they-other = a agi sur votre dossier
access-you-opened = avez consulté votre dossier
access-you-wrote = y avez écrit
access-you-exported = l’avez exporté
access-you-found = avez vu votre nom dans une recherche
access-you-listed = avez lu cette liste
access-you-refused = avez demandé un accès qui a été refusé
access-range = de { $from } à { $until }
access-at = à { $time }
access-from-until = de { $from } à { $until }

## Values

value-yes = oui
value-no = non
value-ratio = { $low } pour { $high }
value-sampled = courbe, { $bytes } octets

## The patient banner

banner-label = Identité et allergies
face-name-unknown = Nom non renseigné
face-born = { $age } ({ $date })
face-born-unknown = date de naissance non renseignée
face-born-as = nom de naissance { $name }
face-born-as-female = née { $name }
face-born-as-male = né { $name }
face-age-about = environ { $age }
face-died = Décès enregistré
face-died-on = Décès le { $date }
face-died-aged = Décès le { $date } à { $age }
face-ins = INS { $number }
face-ins-fictional = INS fictive { $number }
face-physician = Médecin traitant : { $name }
face-other-allergies =
    { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
face-allergy-unnamed = Allergie sans nom
sex-unstated = sexe non renseigné
sex-female = femme
sex-male = homme
sex-other = sexe : autre
sex-unknown = sexe inconnu
identity-provisional = identité provisoire
identity-validated = identité validée
identity-retrieved = identité récupérée
identity-qualified = identité qualifiée
identity-doubtful = identité douteuse
identity-fictional = identité fictive
identity-homonym = homonyme connu
identity-inactive = dossier signalé comme inactif ou remplacé
identity-uninterpretable = identité à lire à la source
allergies-label = Allergies
allergy-about = { $what } : { $about }
allergy-severe = réaction sévère
allergies-said = { $what } ({ $who })
allergies-none = Aucune allergie connue
allergies-none-medication = Aucune allergie médicamenteuse connue
allergies-none-food = Aucune allergie alimentaire connue
allergies-none-environment = Aucune allergie connue à l’environnement
allergies-none-part = Aucune allergie connue d’un certain type
allergies-past = Aucune en cours, anciennes à consulter
allergies-conflict = En conflit : « aucune allergie » est aussi écrit
allergies-unclear = Une entrée ne peut pas être interprétée
allergies-not-recorded = Non renseignées
allergies-closed = Non accessibles pour vous

## Side navigation

side-label = Rubriques du dossier
side-synthesis = Synthèse
side-identity = Identité et rendez-vous
side-home = Accueil
side-timeline = Chronologie
side-everything = Mon dossier
side-access = Qui a consulté
side-note = Écrire une note
side-masked = Vous voyez ce que conserve votre organisation. La personne peut en avoir masqué une partie.
side-whole = Vous voyez ici tout votre dossier, quel que soit l’établissement qui le conserve.
side-closed = Rôle secrétariat : identité et rendez-vous seulement.
print-line = { $name } · état au { $moment } · imprimé par { $who }

## Synthesis

summary-title = Synthèse
summary-of = Synthèse de { $name }
identity-title = Identité et rendez-vous
identity-of = Identité et rendez-vous de { $name }
identity-closed = Le reste du dossier n’est pas accessible à votre rôle. Un professionnel de santé de votre organisation peut l’ouvrir.
news-first = Première lecture de ce dossier par vous.
news-first-person = C’est votre première visite ici.
news-none = Rien de nouveau depuis votre dernière lecture ({ $date }).
news-since = Nouveau depuis votre dernière lecture ({ $date })
mark-new = nouveau
mark-conflict = conflit
mark-ended-elsewhere = dit terminé ailleurs
since = depuis { $date }
coming = À venir : { $what }
others =
    { $count ->
        [one] { $count } autre
       *[other] { $count } autres
    }
unprinted =
    { $count ->
        [one] { $count } autre non imprimé
       *[other] { $count } autres non imprimés
    }
others-past =
    { $count ->
        [one] { $count } ancien
       *[other] { $count } anciens
    }
card-watch = À surveiller
card-problems = Problèmes
card-treatments = Traitements en cours
card-vaccinations = Vaccins
card-results = Résultats clés
card-events = Événements
card-coming = Rendez-vous à venir
card-documents = Documents
card-plans = Plans, objectifs, dispositifs
card-goals = Objectifs
card-devices = Dispositifs
state-only-past = Rien en cours ; des entrées anciennes existent.
state-unclear = Une entrée ne peut pas être interprétée : la lire à sa source.
state-closed = Non accessible à votre rôle.
state-nothing-coming = Aucun rendez-vous à venir enregistré.
state-none-problems = Aucun problème connu
state-none-treatments = Aucun traitement connu
state-none-vaccinations = Aucun vaccin connu
state-none-results = Aucun résultat
state-none-events = Aucun événement
state-none-documents = Aucun document
state-none-plans = Aucun plan
state-none-goals = Aucun objectif
state-none-devices = Aucun dispositif
state-conflict-problems = Conflit : « aucun problème » est aussi écrit.
state-conflict-treatments = Conflit : « aucun traitement » est aussi écrit.
state-conflict-vaccinations = Conflit : « aucun vaccin » est aussi écrit.
state-conflict-results = Conflit entre des entrées.
state-conflict-events = Conflit entre des entrées.
state-conflict-documents = Conflit entre des entrées.
state-conflict-plans = Conflit entre des entrées.
state-conflict-goals = Conflit entre des entrées.
state-conflict-devices = Conflit entre des entrées.
state-not-recorded-problems = Problèmes non renseignés.
state-not-recorded-treatments = Traitements non renseignés.
state-not-recorded-vaccinations = Vaccins non renseignés.
state-not-recorded-results = Aucun résultat enregistré.
state-not-recorded-events = Aucun événement enregistré.
state-not-recorded-documents = Aucun document enregistré.
state-not-recorded-plans = Aucun plan enregistré.
state-not-recorded-goals = Aucun objectif enregistré.
state-not-recorded-devices = Aucun dispositif enregistré.
watch-nothing = Aucune alerte, aucun conflit, aucun dernier résultat signalé anormal par sa source.
watch-allergies =
    { $count ->
        [one] Allergies contradictoires
       *[other] Allergies contradictoires
    }
watch-medications =
    { $count ->
        [one] { $count } contradiction entre traitements
       *[other] { $count } contradictions entre traitements
    }
conflict-title = Conflit : { $what }
conflict-stopped = en cours selon une entrée ({ $one }), arrêté selon une autre ({ $other }, { $title }).
conflict-suspended = en cours selon une entrée ({ $one }), suspendu selon une autre ({ $other }, { $title }).
conflict-doses = deux posologies en cours ({ $one } et { $other }, { $title }).
conflict-substance = deux produits de la même substance en cours ({ $one } et { $other } : { $title }).
conflict-one = Première source
conflict-other = Deuxième source
conflict-others =
    { $count ->
        [one] { $count } autre conflit
       *[other] { $count } autres conflits
    }
dosage-not-recorded = posologie non renseignée
dosage-not-recorded-for =
    { $count ->
        [one] Posologie non renseignée pour { $count } ligne.
       *[other] Posologie non renseignée pour { $count } lignes.
    }
usage-current = en cours
usage-lapsed = durée dépassée
usage-suspended = suspendu
usage-planned = à venir
usage-unknown = statut inconnu
usage-past = terminé
vaccination-doses =
    { $count ->
        [one] { $count } dose
       *[other] { $count } doses
    }
vaccination-subpotent = dose insuffisante
direction-rising = en hausse
direction-falling = en baisse
direction-steady = stable
result-once = une seule valeur
result-now = { $value } le { $date }.
result-before = Avant : { $value } le { $date }.
result-judged = Signalé par sa source : { $flag }.
spark-alt = { $count } valeurs du { $from } au { $until }
spark-values = de { $first } à { $last }
spark-range = norme { $range }
class-AMB = Consultation
class-EMER = Passage aux urgences
class-FLD = Soins sur le terrain
class-HH = Visite à domicile
class-IMP = Hospitalisation
class-ACUTE = Hospitalisation aiguë
class-NONAC = Séjour de suite
class-OBSENC = Surveillance à l’hôpital
class-PRENC = Pré-admission
class-SS = Séjour court
class-VR = Téléconsultation
count-allergy =
    { $count ->
        [one] { $count } allergie
       *[other] { $count } allergies
    }
count-problem =
    { $count ->
        [one] { $count } problème
       *[other] { $count } problèmes
    }
count-medication =
    { $count ->
        [one] { $count } traitement
       *[other] { $count } traitements
    }
count-administration =
    { $count ->
        [one] { $count } administration
       *[other] { $count } administrations
    }
count-dispense =
    { $count ->
        [one] { $count } dispensation
       *[other] { $count } dispensations
    }
count-vaccination =
    { $count ->
        [one] { $count } vaccin
       *[other] { $count } vaccins
    }
count-result =
    { $count ->
        [one] { $count } résultat
       *[other] { $count } résultats
    }
count-vital =
    { $count ->
        [one] { $count } constante
       *[other] { $count } constantes
    }
count-finding =
    { $count ->
        [one] { $count } observation
       *[other] { $count } observations
    }
count-encounter =
    { $count ->
        [one] { $count } venue
       *[other] { $count } venues
    }
count-procedure =
    { $count ->
        [one] { $count } acte
       *[other] { $count } actes
    }
count-report =
    { $count ->
        [one] { $count } compte rendu
       *[other] { $count } comptes rendus
    }
count-document =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
count-note =
    { $count ->
        [one] { $count } note
       *[other] { $count } notes
    }
count-appointment =
    { $count ->
        [one] { $count } rendez-vous
       *[other] { $count } rendez-vous
    }
count-plan =
    { $count ->
        [one] { $count } plan de soins
       *[other] { $count } plans de soins
    }
count-goal =
    { $count ->
        [one] { $count } objectif
       *[other] { $count } objectifs
    }
count-order =
    { $count ->
        [one] { $count } prescription
       *[other] { $count } prescriptions
    }
count-device =
    { $count ->
        [one] { $count } dispositif
       *[other] { $count } dispositifs
    }
count-family-history =
    { $count ->
        [one] { $count } antécédent familial
       *[other] { $count } antécédents familiaux
    }
count-alert =
    { $count ->
        [one] { $count } alerte
       *[other] { $count } alertes
    }
count-answers =
    { $count ->
        [one] { $count } questionnaire
       *[other] { $count } questionnaires
    }
count-care-team =
    { $count ->
        [one] { $count } équipe de soins
       *[other] { $count } équipes de soins
    }
count-product =
    { $count ->
        [one] { $count } produit
       *[other] { $count } produits
    }
count-other =
    { $count ->
        [one] { $count } autre entrée
       *[other] { $count } autres entrées
    }

## The person's home

home-title = Quoi de neuf
home-title-news =
    { $count ->
        [one] { $count } nouveauté dans votre dossier
       *[other] { $count } nouveautés dans votre dossier
    }
home-title-first = Bienvenue, { $name }
home-lead-first = Voici votre dossier.
home-lead-news = Voici ce qui a été ajouté depuis votre dernière visite.
home-new = Nouveau
home-latest = Vos dernières venues
home-results = Vos derniers résultats
home-looks-none = Personne d’autre n’a consulté votre dossier récemment.
home-looks-all = Tout voir
home-read = Lire mon dossier
pages-label = Pages

## Timeline

timeline-of-year = { $what }, { $year }
timeline-count =
    { $facts ->
        [one] { $facts } entrée
       *[other] { $facts } entrées
    } en { $entries ->
        [one] { $entries } venue ou jour
       *[other] { $entries } venues ou jours
    }, de la plus récente à la plus ancienne
timeline-filter = Filtrer la chronologie
timeline-kind = Rubrique
timeline-year = Année
timeline-every-kind = Toutes
timeline-every-year = Toutes
timeline-choice = { $what } ({ $count })
timeline-go = Filtrer
timeline-clear = Tout afficher
timeline-none = Rien à cet endroit
timeline-none-filtered = Aucune entrée ne répond à ce filtre. Élargissez-le pour voir le reste.
timeline-none-more = Aucune entrée n’est enregistrée, ou aucune n’est accessible à votre rôle.
timeline-newer = Plus récent
timeline-older = Plus ancien
written-on = versé le { $date }
item-also = { $count } fois
vaccination-dose = dose { $number }
value-absent = sans valeur : { $why }

## Elements of a resource

element-abatementDateTime = Fin
element-activity = Activité
element-address = Adresse
element-attachment = Pièce jointe
element-author = Auteur
element-authoredOn = Rédigé le
element-basedOn = Prescription d’origine
element-birthDate = Date de naissance
element-bodySite = Localisation
element-category = Catégorie
element-class = Classe
element-clinicalStatus = Statut clinique
element-code = Code
element-communication = Communication
element-component = Composante
element-conclusion = Conclusion
element-content = Contenu
element-contentType = Type de contenu
element-context = Contexte
element-created = Créé le
element-criticality = Criticité
element-custodian = Conservé par
element-data = Données
element-date = Date
element-dateTime = Date
element-deceasedDateTime = Décès
element-description = Description
element-detail = Détail
element-diagnosis = Diagnostic
element-display = Libellé
element-docStatus = État du document
element-doseAndRate = Dose et débit
element-doseQuantity = Dose
element-dosageInstruction = Posologie
element-effectiveDateTime = Date clinique
element-effectivePeriod = Période clinique
element-encounter = Venue
element-end = Fin
element-extension = Extension
element-finding = Constat
element-gender = Sexe
element-generalPractitioner = Médecin traitant
element-goal = Objectif
element-identifier = Identifiant
element-intent = Intention
element-interpretation = Interprétation
element-issued = Publié le
element-language = Langue
element-lifecycleStatus = Statut
element-location = Lieu
element-lotNumber = Lot
element-managingOrganization = Organisation responsable
element-manifestation = Manifestation
element-maritalStatus = Situation familiale
element-medicationCodeableConcept = Médicament
element-medicationReference = Médicament
element-name = Nom
element-note = Note
element-occurrenceDateTime = Date clinique
element-onsetDateTime = Début
element-participant = Participant
element-patient = Personne
element-performedDateTime = Date clinique
element-performedPeriod = Période clinique
element-performer = Réalisé par
element-period = Période
element-presentedForm = Document présenté
element-primarySource = Source directe
element-priority = Priorité
element-reaction = Réaction
element-reasonCode = Motif
element-reasonReference = Motif
element-recordedDate = Noté le
element-recorder = Noté par
element-referenceRange = Norme
element-relatesTo = En lien avec
element-repeat = Répétition
element-requester = Demandé par
element-result = Résultat
element-securityLabel = Confidentialité
element-sent = Envoyé le
element-serviceProvider = Organisation
element-severity = Sévérité
element-size = Taille
element-start = Début
element-status = Statut
element-statusReason = Motif du statut
element-subject = Personne
element-substance = Substance
element-telecom = Contact
element-text = Texte
element-timing = Moment
element-title = Titre
element-type = Type
element-url = Adresse web
element-use = Usage
element-vaccineCode = Vaccin
element-valueBoolean = Valeur
element-valueCodeableConcept = Valeur
element-valueDateTime = Valeur
element-valueInteger = Valeur
element-valueQuantity = Valeur
element-valueString = Valeur
element-verificationStatus = Certitude

## One entry

entry-told = Ce que dit l’entrée
entry-text = Texte
entry-series = Évolution
entry-versions = Versions
entry-source = Source
entry-elements = Tous les éléments
entry-cut = La suite est trop longue pour cette page.
entry-json = Ressource FHIR brute (JSON)
entry-json-long = Trop long pour cette page : l’interface FHIR donne la ressource entière.
entry-old-version = Ancienne version : la version { $version } l’a remplacée.
entry-deleted = Entrée supprimée. Ses versions antérieures restent lisibles.
entry-deleted-since = Cette entrée a été supprimée depuis.
entry-in-error = Saisie par erreur : ne pas en tenir compte.
entry-no-fact = Ceci n’est pas un fait : lire le statut.
entry-uninterpretable = Cette entrée porte un modificateur inconnu ici, qui peut en changer le sens : la lire à sa source.
file-pdf = Ouvrir le document (PDF)
file-picture = Ouvrir l’image
file-xml = Enregistrer la version structurée (CDA, XML)
file-other = Enregistrer le fichier ({ $type })
version = Version { $number }
versions-more =
    { $count ->
        [one] { $count } version plus ancienne, non listée.
       *[other] { $count } versions plus anciennes, non listées.
    }
version-shown = affichée
version-deleted = suppression
author-command = import par l’exploitant
custodian-other = une autre organisation
author-account = compte { $id }
series-count = { $shown } valeurs sur { $total }
series-dashed = en tirets
series-table = Tableau des valeurs
series-date = Date
series-value = Valeur
series-flag = Signalement
told-when = Date clinique
told-period = du { $start } au { $end }
told-recorded = Noté le
told-value = Valeur
told-flag = Signalement
told-range = Norme de la source
told-absent = Sans valeur
told-dosage = Posologie
told-reason = Motif
told-ends = Fin prévue
told-status-reason = Motif du statut
told-reported = rapporté par un tiers
told-reactions = Réactions
told-severity = Sévérité
told-stage = Stade
told-site = Localisation
told-onset = Début
told-note = Remarque
told-targets = Protège de
told-dose = Dose
told-lot = Lot
told-diagnoses = Diagnostics
told-place = Lieu
told-organisation = Organisation
told-service = Service
told-description = Description
told-conclusion = Conclusion
told-labels = Confidentialité
label-masked = masqué aux professionnels
label-waits = à annoncer d’abord à la personne
label-secret = invisible pour les représentants légaux
label-normal = normale
label-restricted = restreinte
label-very-restricted = très restreinte
told-category = Catégorie
told-text = Texte
told-people = Personnes
told-urgency = Priorité
told-link-encounter = Pendant
told-link-medication = Produit
told-link-reason = En raison de
told-link-based-on = Prescription
told-link-member = Comprend
told-link-replaces = Remplace
told-link-other = En lien avec
told-authors = Auteur
told-codes = Codes
told-source-words = Libellé de la source
told-filed = Versé
told-filed-by = le { $date }, { $author }
told-custodian = Conservé par

## Writing a note

note-heading = Écrire une note
note-lead = Elle est signée de votre nom, conservée par votre organisation et visible de la personne.
note-kind = Type
note-date = Date clinique
note-title = Titre
note-optional = (facultatif)
note-text = Texte
note-hint = { $count } caractères au plus. Une session qui expire ne perd pas ce texte.
note-write = Écrire dans le dossier
note-cancel = Abandonner
note-errors =
    { $count ->
        [one] Rien n’est écrit : un champ est à corriger. Votre texte est conservé.
       *[other] Rien n’est écrit : { $count } champs sont à corriger. Votre texte est conservé.
    }
note-nameless = L’identité de cette personne est conservée par une autre organisation : une note ne peut pas être écrite ici.
note-nameless-kept = Rien n’a été enregistré. Votre texte reste ci-dessous : copiez-le avant de quitter la page.
note-nameless-advice = Demandez à l’organisation qui conserve l’identité, ou à l’administration de la vôtre.
note-kind-error = Choisissez un type de la liste.
note-title-error = { $count } caractères au plus.
note-date-error = Donnez une date complète : jour, mois, année.
note-date-future = La date ne peut pas être dans le futur.
note-text-empty = Écrivez le texte de la note.
note-text-long = Le texte a { $count } caractères ; { $most } au plus.
