### Messages of contested accesses: the person contests who looked, the privacy officer answers.

## Beside a visit

contest-this = Contester cet accès
contest-label = { $words } : { $who }, { $when }
contest-open-until = Contesté le { $date }, réponse attendue au plus tard le { $due }
contest-answered-on = Contesté, réponse donnée le { $date }
contest-answered-as = { $stands } : { $conclusion }
contest-late = en retard
contests-yours = Vos contestations

## The form

contest-title = Contester un accès
contest-lead = La personne déléguée à la protection des données examine cet accès et vous répond dans un délai d’un mois. Elle voit qui est venu, quand et quelles sortes de choses ont été faites, jamais le contenu de votre dossier.
contest-what = L’accès
contest-who = Qui
contest-when = Quand
contest-through = Par où
contest-words = Ce que vous voulez dire (facultatif)
contest-words-hint = { $most } lettres au plus. Seule la personne déléguée à la protection des données les lit, jamais la personne qui a consulté votre dossier.
contest-words-wrong = Écrivez { $most } lettres au plus.
contest-send = Contester
contest-cancel = Ne pas contester
contest-too-many = { $count } contestations attendent déjà une réponse : attendez l’une d’elles.

## The case, for the person

contest-one = Un accès contesté
contest-opened = Contesté
contest-your-words = Ce que vous avez dit
contest-waits = Réponse attendue au plus tard le { $due }.
contest-waits-more = Vous serez averti ici dès qu’elle est donnée.
contest-late-since = La réponse est en retard : elle était attendue au plus tard le { $due }.
contest-cnil = Vous pouvez saisir la CNIL d’une réclamation.
contest-answer = La réponse
contest-conclusion-justified = Accès justifié
contest-conclusion-not-justified = Accès non justifié
contest-conclusion-cannot-be-told = On ne peut pas le dire

## The privacy officer's desk

contests-waiting = { $count ->
    [0] Aucune contestation n’attend de réponse.
    [one] Une contestation attend une réponse.
   *[other] { $count } contestations attendent une réponse.
}
contests-waiting-heading = Contestations, de la plus ancienne à la plus récente
contests-none = Aucune contestation n’attend de réponse.
contests-answered-heading = Dernières réponses données
contests-answered-none = Aucune réponse n’a encore été donnée.
contest-due = réponse due le { $date }
contest-due-law = Réponse due au plus tard le { $date } (RGPD, article 12).
contest-last-day = dernier jour
contest-days-left = { $count ->
    [one] encore un jour
   *[other] encore { $count } jours
}
contest-days-late = { $count ->
    [one] en retard d’un jour
   *[other] en retard de { $count } jours
}
contest-persons-words = Ce que dit la personne
contest-no-words = Elle n’a rien ajouté.
contest-emergency = Cet accès a eu lieu en urgence : voir le motif donné
contest-deeds = Ce qui a été fait ce jour-là
contest-then = Y avait-il un droit, ce jour-là ?
contest-conclusion = À quoi vous arrivez
contest-conclusion-wrong = Choisissez à quoi vous arrivez.
contest-answer-words = Votre réponse à la personne
contest-answer-hint = La personne lit ces mots, avec votre nom. N’y écrivez rien qui relève de la santé.
contest-answer-send = Répondre
contest-own = Cette contestation vous concerne : une autre personne doit y répondre.
contest-done = Cette contestation a déjà reçu une réponse.
contest-erased = Ce dossier a été effacé depuis : il n’y a plus personne à qui répondre.

## What people are told

refusal-contests = Seule la personne dont c’est le dossier conteste un accès.
notice-contest-answered = { $who } a répondu à votre contestation d’un accès à votre dossier
access-contested = A contesté un accès
access-answered-contest = A répondu à une contestation
access-you-contested = avez contesté un accès
access-they-contested = a contesté un accès
access-you-answered-contest = avez répondu à une contestation
access-they-answered-contest = a répondu à votre contestation
