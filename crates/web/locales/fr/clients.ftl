### Applications et machines d’autrui, pour l’administration.

nav-clients = Applications et machines
clients-title = Applications et machines
clients-lead = Des programmes d’autrui qui demandent un accès. Aucun ne s’enregistre lui-même : chacun l’est ici, avec ce qu’il peut demander au plus.
clients-new = Enregistrer une application
clients-new-lead = Le programme reçoit un identifiant ; ce qu’une personne lui ouvre, c’est elle qui le décide. Une machine, qui lit sans personne, s’enregistre par la ligne de commande.
clients-ask = Nom, identifiant ou sorte
clients-state = État
clients-state-all = Tous
clients-count =
    { $count ->
        [0] Aucune sur { $all }
        [one] { $count } sur { $all }
       *[other] { $count } sur { $all }
    }
clients-none = Aucune application ni machine ne répond.
clients-too-many = { $most } applications et machines au plus peuvent être enregistrées : supprimez-en une d’abord.

client-title = Une application ou une machine
client-back = Revenir sans rien changer
client-active = Active
client-suspended = Suspendue
client-kind = Sorte
client-kind-public = Application dans un navigateur, sans clé
client-kind-confidential = Application sur un serveur, avec une clé
client-kind-backend = Machine, sans personne
client-id = Identifiant (client_id)
client-name = Nom
client-name-hint = Tel que les gens le liront avant de décider.
client-scopes = Ce qu’elle peut demander au plus (scopes)
client-scopes-hint = Séparés par des espaces, par exemple :
client-redirects = Adresses de retour
client-redirects-hint = Pour les applications, une par ligne, à la lettre près : https, ou http sur la même machine.
client-origins = Origines de ses pages
client-origins-hint = Pour les applications dont les pages appellent ce serveur, une par ligne : https://hôte[:port], sans chemin.
client-launch = Adresse de départ depuis un dossier
client-launch-hint = Pour les applications que les professionnels ouvrent depuis un dossier ; sinon, laissez vide.
client-keys = Clés publiques
client-keys-hint = Pour les applications sur un serveur et les machines : les clés elles-mêmes, ou l’adresse où elles sont publiées. Jamais de clé privée.
client-keys-value = Données sous forme de jeu
client-jwks = Jeu de clés (JWKS)
client-jwks-url = Adresse du jeu de clés
client-authorities = Certificats des autorités qui répondent de cette adresse (PEM)
client-authorities-hint = Seulement avec une adresse https. Ce serveur croit ces autorités et aucune autre.
client-none = aucune
client-made = Enregistrée
client-register = Enregistrer
client-change = Modifier
client-change-lead = La sorte et l’identifiant restent. Ce qui a déjà été permis ne vaut plus que dans les limites de la nouvelle liste.
client-change-go = Enregistrer les modifications
client-usage = Qui s’en sert
client-consents = Accords
client-consents-count =
    { $count ->
        [0] personne ne lui permet rien en ce moment
        [one] { $count } accord vaut en ce moment
       *[other] { $count } accords valent en ce moment
    }
client-last = Dernier jeton
client-never = aucun jusqu’ici
client-acts = L’arrêter
client-acts-lead = L’un et l’autre prennent effet aussitôt, sur tous les jetons qu’elle détient.
client-suspend = Suspendre
client-resume = Rétablir
client-end = Supprimer pour toujours
client-end-effect = Son identifiant, ses jetons et tous les accords donnés prennent fin. Pour s’en servir à nouveau, il faudra l’enregistrer de nouveau et redemander à chacun.
client-end-sure = Oui, la supprimer pour toujours
client-end-unsure = Rien n’a été supprimé : cochez la case pour confirmer.

client-flaws =
    { $count ->
        [one] Une chose ne va pas. Rien de ce que vous avez écrit n’est perdu.
       *[other] { $count } choses ne vont pas. Rien de ce que vous avez écrit n’est perdu.
    }
client-wrong-name = Entre 1 et { $most } caractères, sans caractère invisible.
client-wrong-kind = Choisissez l’une des trois sortes ; elle ne change pas ensuite.
client-wrong-scopes-long = Au plus { $count } scopes et { $bytes } octets.
client-wrong-scope-form = Le scope { $place } est illisible : écrivez par exemple patient/Observation.rs, avec patient, user ou system, un type ou *, et des lettres de cruds dans cet ordre.
client-wrong-scope-finer = Le scope { $place } est restreint d’une façon qui n’existe pas ici : seule une catégorie restreint, et seulement rs, comme dans patient/Observation.rs?category=SYSTÈME|CODE.
client-wrong-scope-type = Le scope { $place } ne nomme aucun type FHIR R4.
client-wrong-scope-unknown = Le scope { $place } est inconnu ici.
client-wrong-no-scope = Au moins un scope.
client-wrong-scopes-of-app = Une machine n’a que des scopes qui commencent par system/ : personne ne l’ouvre.
client-wrong-scopes-of-machine = Les scopes qui commencent par system/ sont pour les machines : une application agit pour qui s’en sert.
client-wrong-many = { $most } au plus.
client-wrong-machine = Une machine n’en a pas : laissez vide.
client-wrong-no-redirect = Une application a besoin d’au moins une adresse de retour.
client-wrong-address = Écrivez https://hôte[:port]/chemin, ou http://localhost:port/chemin sur la même machine ; des minuscules dans l’hôte, ni utilisateur ni #, { $most } octets au plus.
client-wrong-origin = Une origine est https://hôte[:port] seul, sans chemin et sans le port habituel.
client-wrong-two-keys = Donnez les clés ou leur adresse, pas les deux.
client-wrong-no-keys = Cette sorte de programme prouve qui il est : donnez ses clés publiques ou leur adresse.
client-wrong-public-keys = Une application dans un navigateur n’a pas de clé : laissez ces champs vides, ou choisissez une autre sorte.
client-wrong-key-set = Ce jeu de clés ne peut pas servir : { $why }.
client-wrong-authorities = Avec une adresse https, collez les certificats (PEM) des autorités qui en répondent.

## A professional chooses whose record an app receives

app-choose-title = Le dossier de qui ?
app-choose-lead = { $app } demande un dossier. Choisissez la personne : l’application recevra ce dossier et aucun autre, une fois que vous l’aurez permis.
app-choose-none = Aucun : revenir à l’application

## Catégories qu’une application demande

app-part = { $what } (seulement : { $category })
category-social-history = mode de vie
category-vital-signs = constantes
category-imaging = imagerie
category-laboratory = laboratoire
category-procedure = actes
category-survey = questionnaires
category-exam = examen clinique
category-therapy = rééducation et soins
category-activity = activité physique
category-problem-list-item = liste des problèmes
category-encounter-diagnosis = diagnostics d’une consultation
category-health-concern = préoccupations de santé
