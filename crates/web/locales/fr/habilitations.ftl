### Messages of the review of habilitations, for the privacy officer.

habilitations-title = Revue des habilitations
habilitations-lead = Qui a quel compte, pour faire quoi : au moins une fois par an, chaque habilitation est maintenue, ou son retrait demandé à l’administration. Rien de ce que contient un dossier n’est montré.
habilitations-go = Aller à la revue
habilitations-never = Aucune revue n’a encore été menée : elle est à faire au moins une fois par an.
habilitations-again = La dernière revue date de plus d’un an ({ $date }) : une nouvelle est à faire.
habilitations-done = La dernière revue a été close le { $date }.
habilitations-running = Une revue est en cours : { $clock }.

## Opening one

habilitations-new = Nouvelle revue
habilitations-new-lead = Elle porte sur les comptes qui ne sont pas fermés et sur leurs activités, tels qu’ils sont à chaque instant : ce qui s’ajoute y entre, ce qui prend fin en sort. Les comptes des personnes et de leurs représentants n’en font pas partie.
habilitations-due-label = À terminer au plus tard le
habilitations-due-hint = Entre demain et { $days } jours.
habilitations-new-go = Ouvrir une revue

## The one that is open

habilitations-open-heading = Revue en cours
habilitations-due = À terminer au plus tard le { $date }.
habilitations-opened = Ouverte par { $by }, le { $at }
habilitations-progress-unanswered = Sans réponse
habilitations-progress-own = Les vôtres, à examiner par quelqu’un d’autre
habilitations-progress-to-end = Retraits demandés, pas encore faits
habilitations-progress-withdrawn = Retraits faits
habilitations-progress-kept = Maintenues
habilitations-close = Clore la revue
habilitations-close-own = Vos propres habilitations n’ont reçu aucune réponse : le rapport le dira.
habilitations-close-later = La revue se clôt quand tout a une réponse et que les retraits demandés sont faits.
habilitations-ways = Quelles habilitations montrer
habilitations-show-unanswered = Sans réponse ({ $count })
habilitations-show-to-end = Retrait demandé ({ $count })
habilitations-show-kept = Maintenues ({ $count })
habilitations-show-all = Toutes ({ $count })
habilitations-organisations = Choisir une organisation
habilitations-every-organisation = Toutes les organisations
habilitations-organisation-left = { $count ->
    [0] { $name }, tout a une réponse
   *[other] { $name }, { $count } sans réponse
}
habilitations-no-organisation = Sans organisation
habilitations-none = Aucune habilitation de ce choix.
habilitations-since = Depuis le { $date }
habilitations-made = Compte créé le { $date }
habilitations-last = Dernière connexion : { $at }
habilitations-sign-new = Nouvelle depuis l’ouverture
habilitations-sign-never = Jamais utilisé
habilitations-sign-unused = { $days ->
    [one] Inutilisé depuis un jour
   *[other] Inutilisé depuis { $days } jours
}
habilitations-sign-roles = { $count } rôles dans ce compte
habilitations-sign-no-organisation = N’agit pour aucune organisation
habilitations-sign-closed-ward = Affecté à une unité fermée
habilitations-own = La vôtre : quelqu’un d’autre doit l’examiner
habilitations-kept = Maintenue
habilitations-to-end = Retrait demandé, pas encore fait
habilitations-every = Toutes celles de cette organisation sur cette page
habilitations-keep = Maintenir
habilitations-reason = Motif du retrait
habilitations-reason-hint = De { $least } à { $most } caractères, pour l’administration qui fait le retrait.
habilitations-withdraw = Demander le retrait
habilitations-before = Précédentes
habilitations-after = Suivantes

## What cannot be

habilitations-wrong-due = Choisissez un jour entre demain et { $days } jours.
habilitations-wrong-open = Une revue est déjà en cours.
habilitations-wrong-closed = Aucune revue n’est en cours.
habilitations-wrong-nothing = Cochez une habilitation au moins.
habilitations-wrong-many = Cochez { $count } habilitations au plus.
habilitations-wrong-reason = Écrivez le motif en { $least } à { $most } caractères.
habilitations-wrong-gone = Une de ces habilitations a pris fin entre-temps. Rien n’a été enregistré : relisez la liste.
habilitations-wrong-answered = Une de ces habilitations a reçu une réponse entre-temps. Rien n’a été enregistré : relisez la liste.
habilitations-wrong-own = C’est la vôtre : quelqu’un d’autre doit l’examiner.
habilitations-wrong-unanswered = Des habilitations sont encore sans réponse.
habilitations-wrong-not-carried-out = Un retrait demandé n’est pas encore fait.
refusal-habilitations = Seule la personne déléguée à la protection des données passe les habilitations en revue.

## Closed ones

habilitations-closed-heading = Revues closes
habilitations-closed-none = Aucune revue n’a encore été close.
habilitations-one = Revue { $number }, ouverte le { $date }
habilitations-count-kept = { $count ->
    [0] aucune maintenue
    [one] une maintenue
   *[other] { $count } maintenues
}
habilitations-count-withdrawn = { $count ->
    [0] aucune retirée
    [one] une retirée
   *[other] { $count } retirées
}
habilitations-count-own = { $count ->
    [one] une sans réponse
   *[other] { $count } sans réponse
}
habilitations-closed-by = Close par { $by }, le { $at }
habilitations-report = Rapport (CSV)
habilitations-csv-review = Revue
habilitations-csv-organisation = Organisation
habilitations-csv-name = Nom
habilitations-csv-login = Identifiant
habilitations-csv-role = Rôle
habilitations-csv-since = Depuis
habilitations-csv-last = Dernière connexion
habilitations-csv-answer = Réponse
habilitations-csv-reason = Motif
habilitations-csv-by = Par
habilitations-csv-at = Le
habilitations-csv-closed = Revue close le
habilitations-csv-kept = Maintenue
habilitations-csv-withdrawn = Retirée
habilitations-csv-own = Sans réponse : celle de la personne qui a clos la revue

## For administrators

withdrawals-title = Retraits demandés
withdrawals-waiting = { $count ->
    [one] La personne déléguée à la protection des données demande le retrait d’une habilitation.
   *[other] La personne déléguée à la protection des données demande le retrait de { $count } habilitations.
}
withdrawals-how = Sur la page du compte, retirez l’activité ; si c’est la seule du compte, fermez le compte.
withdrawals-why = Retrait demandé : { $reason }
