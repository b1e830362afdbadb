### Messages of the shell: head, foot, log-in, account, finding a person, errors.

## Head and foot

skip-to-content = Aller au contenu
demo-label = Démonstration
demo-banner = Données fictives : aucune de ces personnes n’existe.
find-label = Trouver une personne
find-short = Nom, date de naissance, identifiant
find-go = Chercher
nav-account = Compte
nav-my-account = Mon compte
nav-log-out = Se déconnecter
language = Langue
theme = Couleurs
theme-auto = Comme l’appareil
theme-light = Clair
theme-dark = Sombre
close = Fermer
help = Aide
help-title = Au clavier
help-find = chercher une personne
help-move = ligne suivante, ligne précédente d’une liste
help-open = ouvrir la ligne
help-this = montrer ou cacher cette aide
help-close = fermer, quitter un champ
key-enter = Entrée
key-escape = Échap
printed = imprimé le { $at } par { $name }

role-physician = médecin
role-nurse = infirmier, infirmière
role-midwife = sage-femme
role-pharmacist = pharmacien, pharmacienne
role-dentist = chirurgien-dentiste
role-secretary = secrétariat
role-administrator = administration
role-privacy-officer = protection des données
role-security-officer = sécurité des systèmes
role-person = votre dossier
role-delegate = agit pour une personne
role-system = logiciel

## Ages, sex, death

age-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
age-months = { $count } mois
age-years =
    { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }
death = décès connu
death-on = décès le { $date }

## Log-in

login-title = Se connecter
login-lead = Chaque ouverture d’un dossier laisse une trace que la personne peut lire.
login-name = Identifiant
login-password = Mot de passe
login-go = Se connecter
login-forgotten = Mot de passe perdu ? L’administration de votre établissement peut vous en donner un nouveau, valable une seule fois.
login-wrong = Identifiant ou mot de passe incorrect.
login-expired = Ce mot de passe à usage unique a expiré. Demandez-en un autre à l’administration.
login-wait =
    { $seconds ->
        [one] Trop d’essais. Attendez { $seconds } seconde, puis réessayez.
       *[other] Trop d’essais. Attendez { $seconds } secondes, puis réessayez.
    }
login-busy = Beaucoup de personnes se connectent en ce moment. Réessayez dans un instant.
login-ended = Votre session est terminée. Connectez-vous pour continuer.
login-ended-kept = Votre session est terminée et rien n’a été envoyé. Ce que vous avez écrit est gardé dans cette page : connectez-vous, vous le retrouverez.

draft-title = Vérifiez, puis envoyez
draft-not-sent = Rien n’a encore été envoyé.
draft-advice = Votre session avait changé. Voici ce que vous aviez écrit ; l’envoi se fera sous votre nom.
draft-text = Votre texte
draft-send = Envoyer maintenant
draft-drop = Abandonner
draft-nothing = Votre session avait changé. Revenez à la page et recommencez : elle est à jour.
draft-back = Revenir à la page

## Password

password-title = Choisir un mot de passe
password-forced = Celui qu’on vous a donné ne sert qu’une fois. Choisissez le vôtre pour continuer.
password-one-time = Mot de passe à usage unique
password-old = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Le même, une seconde fois
password-hint = Au moins { $least } caractères. Quelques mots sans rapport entre eux se retiennent bien et se devinent mal.
password-go = Enregistrer
password-effect = Vos autres sessions seront fermées. Un gestionnaire de mots de passe peut remplir ces champs.
password-differs = Les deux nouveaux mots de passe ne sont pas les mêmes.
password-old-wrong = Le mot de passe actuel est incorrect.
password-short = Trop court : il faut au moins { $least } caractères.
password-long = Trop long : raccourcissez-le.
password-unprintable = Il contient un caractère qu’aucun clavier n’écrit. Retirez-le.
password-guessable = Trop facile à deviner : évitez les noms, les dates et les suites. Essayez quelques mots sans rapport entre eux.
password-breached = Ce mot de passe figure dans une liste de mots de passe volés. Choisissez-en un autre.
password-unchanged = C’est le mot de passe actuel. Choisissez-en un autre.
password-former = C’est celui d’avant. Choisissez-en un que vous n’avez pas encore utilisé ici.

## First start

setup-title = Première mise en service
setup-lead = Créez le compte de la première personne qui administre ce serveur.
setup-token = Jeton de mise en service
setup-token-hint = Affiché par le programme à son démarrage. Il sert une seule fois.
setup-name = Votre nom
setup-login-hint = Lettres, chiffres et . _ - + @
setup-go = Créer le compte
setup-after = L’administration crée les comptes des autres et ne voit aucune donnée de santé.
setup-token-wrong = Ce jeton n’est pas valable. Un redémarrage du programme en donne un nouveau et annule l’ancien.
setup-login-wrong = Cet identifiant ne convient pas : des lettres, des chiffres et . _ - + @, 64 caractères au plus.
setup-name-wrong = Ce nom ne convient pas : il est vide, trop long ou contient des caractères invisibles.
unclaimed-title = Ce serveur attend sa première administration
unclaimed-lead = Aucun compte n’existe encore. Tant qu’il n’y en a pas, aucune autre page ne répond.
unclaimed-how = Ce qu’il faut faire
unclaimed-step-token = Lisez le jeton de mise en service que le programme a affiché en démarrant.
unclaimed-step-form = Donnez-le dans la page de mise en service, avec votre nom et un mot de passe.
unclaimed-step-accounts = Connectez-vous, puis créez les comptes des autres.
unclaimed-go = Mettre en service
unclaimed-command = Ou bien en ligne de commande, aussi pendant que le serveur fonctionne. Le premier compte doit être celui d’une personne qui administre.

## Home

home-admin-title = Administration
home-admin-lead = Les comptes se gèrent ici ; les jetons et les vérifications, en ligne de commande, sur la machine du serveur.
home-admin-nothing = Vous ne voyez aucune donnée de santé.
home-admin-why = Ni les dossiers, ni la recherche de personnes, ni les traces d’accès ne vous sont ouverts. C’est voulu.
home-admin-commands = En ligne de commande
home-admin-create = Créer un compte. Le mot de passe affiché ne sert qu’une fois. Autres rôles : nurse, midwife, pharmacist, dentist, secretary, administrator, person.
home-admin-renew = Donner un nouveau mot de passe à qui a perdu le sien. Il ne sert qu’une fois.
home-admin-token = Donner un jeton à un logiciel, pour l’interface FHIR.
home-admin-doctor = Vérifier que tout ce qui est enregistré est intact.
home-admin-traced = Chacune de ces commandes laisse une trace.
home-officer-title = Veiller sur la maison
home-officer-lead = Votre rôle protège les droits des personnes et la sécurité de leurs données.
home-no-record-title = Aucun dossier n’est relié à votre compte
home-no-record-advice = Votre compte fonctionne, mais il n’est pas encore relié à votre dossier. Demandez-le à l’établissement qui vous suit.

## Account

account-title = Mon compte
account-who = Qui vous êtes ici
account-name = Nom
account-role = Rôle
account-organisation = Établissement
account-change-password = Changer de mot de passe
account-sessions = Sessions ouvertes
account-sessions-count =
    { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    }
account-sessions-lead = Une session que vous ne reconnaissez pas ? Fermez-la et changez de mot de passe.
account-session-begun = Ouverte le { $at }
account-session-last = utilisée le { $at }
account-session-this = celle-ci
account-session-end = Fermer
account-session-end-of = Fermer la session ouverte le { $at }
account-end-all = Se déconnecter partout
account-display = Affichage
account-keys = Touches seules
account-keys-lead = Une touche seule (/, ?, j, k) agit hors des champs. À couper si la dictée vocale ou un geste les déclenche.
account-keys-on = Actives
account-keys-off = Coupées

## Finding a person

people-title = Trouver une personne
people-ask = Nom, prénom, date de naissance ou identifiant
people-hint = Dans n’importe quel ordre. Accents, majuscules et une lettre fausse sont pardonnés.
people-forgives = Ce qui est compris
people-forgives-order = nom et prénom, dans les deux sens
people-forgives-accents = sans accents ni majuscules
people-forgives-letter = une lettre fausse, oubliée ou inversée
people-forgives-sound = écrit comme il se prononce
people-forgives-birth = date de naissance, seule ou avec un nom
people-forgives-identifier = numéro d’identité ou de dossier
people-traced = Chaque personne affichée dans une liste en trouve la trace dans son dossier.
people-traced-these = Cette recherche laisse une trace dans le dossier de chaque personne affichée.
people-count =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
people-order = les plus ressemblantes d’abord
people-more = D’autres personnes correspondent.
people-nobody = Personne ne correspond
people-nobody-advice = Vérifiez la date de naissance, essayez un seul nom, le nom de naissance ou un identifiant. La personne n’a peut-être pas de dossier ici.
people-short-advice = Il faut au moins trois lettres d’un nom, ou une date de naissance, ou un identifiant entier.
people-record-number = n° de dossier
people-too-many = Trop de personnes correspondent
people-too-many-advice = Ajoutez un prénom ou une date de naissance.
people-too-little = C’est trop peu pour chercher
people-too-little-advice = Écrivez un nom, une date de naissance ou un identifiant.
people-too-long = C’est trop long
people-no-name = Sans nom connu
people-born = { $date }
people-born-age = { $date } ({ $age })
people-birth-unknown = naissance non renseignée
people-maiden = nom de naissance
people-alike = à ne pas confondre
found-exact = correspond
found-begins = commence ainsi
found-one-letter = une lettre diffère
found-sounds = se prononce pareil
found-birth-date = date de naissance

## Errors

fault-home = Retour à l’accueil
fault-report = À citer en cas de question :

fault-invalid-json = Ces données ne sont pas lisibles
fault-invalid-json-advice = Ce qui a été envoyé n’est pas du JSON valable.
fault-invalid-resource = Cette ressource n’est pas valable
fault-invalid-resource-advice = Elle ne suit pas la structure de FHIR R4. Rien n’a été enregistré.
fault-business-rule = Une règle du dossier l’interdit
fault-business-rule-advice = Rien n’a été enregistré. Revenez en arrière et corrigez ce qui est signalé.
fault-unknown-reference = Un renvoi ne mène nulle part
fault-unknown-reference-advice = Ce qui est cité n’existe pas. Rien n’a été enregistré.
fault-not-found = Il n’y a rien à cette adresse
fault-not-found-advice = L’adresse est inexacte, ou ce qu’elle désigne ne vous est pas ouvert. Repartez de l’accueil.
fault-gone = Cela a été supprimé
fault-gone-advice = L’entrée n’est plus en vigueur. Son histoire reste lisible dans le dossier.
fault-log-in = Connectez-vous d’abord
fault-log-in-advice = Cette page demande une session ouverte.
fault-forbidden = Cela ne vous est pas permis
fault-rule-advice = C’est la prise en charge, et la volonté de la personne, qui en décident.
fault-forbidden-advice = Votre rôle ne l’autorise pas. L’administration de votre établissement peut changer votre rôle.
fault-precondition-failed = Cela a changé entre-temps
fault-precondition-failed-advice = Rechargez la page pour voir l’état actuel, puis recommencez.
fault-not-supported = Ce serveur ne fait pas cela
fault-not-supported-advice = La fonction demandée n’existe pas ici.
fault-method-not-allowed = Cette adresse ne s’utilise pas ainsi
fault-method-not-allowed-advice = Repartez de l’accueil et suivez les liens.
fault-media-type = Ce format n’est pas compris
fault-media-type-advice = Envoyez le formulaire depuis sa page.
fault-throttled = Trop d’essais
fault-throttled-advice = Attendez quelques instants, puis réessayez.
fault-conflict = Quelqu’un d’autre l’a changé d’abord
fault-conflict-advice = Rechargez la page pour voir sa version, puis recommencez la vôtre si elle est encore utile.
fault-too-large = C’est trop grand
fault-too-large-advice = Raccourcissez ce que vous envoyez. Rien n’a été enregistré.
fault-corrupt = Ce qui est enregistré ne se vérifie pas
fault-corrupt-advice = Rien n’est affiché plutôt que quelque chose de faux. Prévenez l’administration, avec le numéro ci-dessous.
fault-folder = Le dossier de données n’est pas utilisable
fault-folder-advice = Prévenez l’administration, avec le numéro ci-dessous.
fault-patch-failed = Cette modification est impossible
fault-patch-failed-advice = Ce qu’elle devait changer n’existe pas ou dit autre chose. Relisez, puis décidez.
fault-too-slow = Cette recherche prend trop de temps
fault-too-slow-advice = Demandez moins : nommez une personne, une période plus courte ou moins de choses à la fois.
fault-unavailable = Le service ne répond pas en ce moment
fault-unavailable-advice = Réessayez dans un instant. Si cela dure, prévenez l’administration, avec le numéro ci-dessous.
fault-usage = La demande est mal formée
fault-usage-advice = Un champ manque, est répété ou ne se lit pas. Revenez en arrière et recommencez.

refusal-administrator = L’administration fait fonctionner la maison et ne voit aucune donnée de santé.
refusal-officer = La protection des données et la sécurité veillent sur la maison et ne voient aucune donnée de santé.
refusal-no-organisation = Votre compte n’appartient à aucun établissement : demandez à l’administration.
refusal-finds-nobody = Votre rôle ne cherche pas de personnes.
refusal-proofs = Seule la personne dont c’est le dossier peut emporter les traces avec leurs preuves.
refusal-no-traces = Votre rôle ne lit pas qui a consulté.
refusal-machines = Seul le jeton d’un logiciel permet cela.
refusal-too-many-persons = En une heure, vous avez ouvert les dossiers de plus de personnes que votre rôle ne le permet. Continuez avec ceux-là, attendez, ou demandez à un administrateur de relever le plafond.
refusal-accounts = Seule l’administration voit et modifie les comptes.
refusal-privacy-officer = Seule la personne chargée de la protection des données demande pourquoi un dossier a pu être vu.
refusal-apps = Une application n’atteint que le dossier pour lequel elle a été ouverte.
refusal-apps-name = Une application ne lit qui a consulté le dossier, et qui peut le voir, que si cela lui a été permis.
