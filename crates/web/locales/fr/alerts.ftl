### Messages of alerts: accesses that nothing explains, for the privacy officer.

alerts-title = Alertes sur les accès
alerts-lead = Chaque nuit, les accès de la veille sont comparés aux prises en charge, aux noms, aux adresses et aux habitudes de chacun. Une alerte n’est pas une faute : elle demande une explication.
alerts-waiting = { $count ->
    [0] Aucune alerte n’est ouverte.
    [one] Une alerte est ouverte.
   *[other] { $count } alertes sont ouvertes.
}
alerts-see = Voir les alertes
alerts-watched = Dernier jour examiné : { $date }.
alerts-not-watched = Aucun jour n’a encore été examiné : le premier le sera la nuit prochaine.
alerts-not-whole = Ce jour n’a pas pu être examiné en entier : trop d’accès, ou des traces illisibles. Demandez une vérification à l’administration.
alerts-left-out = { $count ->
    [one] Une alerte n’a pas trouvé de place : clôturez celles qui sont ouvertes.
   *[other] { $count } alertes n’ont pas trouvé de place : clôturez celles qui sont ouvertes.
}
alerts-open-heading = Alertes ouvertes, de la plus récente à la plus ancienne
alerts-none = Aucune alerte n’est ouverte.
alerts-closed-heading = Alertes clôturées
alerts-closed-none = Aucune alerte n’a encore été clôturée.
alerts-one = Une alerte
alerts-opened = A ouvert le dossier { $record }, { $at }
alerts-many = A ouvert de nombreux dossiers, à partir du { $at }
alerts-facts = Pourquoi cette alerte
alerts-facts-more = Chaque fait peut avoir une explication simple. Demandez-la avant de conclure.
alerts-day = Qui est venu ce jour-là, et par quelle règle
alerts-ending-justified = Justifié
alerts-ending-followed-up = À suivre
alerts-ending-wrong = Choisissez ce que vous avez constaté.
alerts-words-hint = Ce qui a été vérifié, et auprès de qui. Sans rien qui touche à la santé.
alerts-close = Clôturer l’alerte
alerts-own = Cette alerte vous concerne : une autre personne doit l’examiner.
alerts-done = Cette alerte a déjà été clôturée.
alerts-fact-no-care = Aucune prise en charge de la personne
alerts-fact-cared = Prise en charge connue
alerts-fact-other-ward = La personne est prise en charge ici, mais par un autre service
alerts-fact-declared = La prise en charge n’est connue que par sa propre déclaration
alerts-fact-emergency = Venu en urgence, sans prise en charge
alerts-fact-ended = { $days ->
    [0] La prise en charge venait de se terminer
    [one] La prise en charge s’était terminée un jour plus tôt
   *[other] La prise en charge s’était terminée { $days } jours plus tôt
}
alerts-fact-returned = Dossier ouvert { $days } jours différents en trente jours, sans prise en charge
alerts-fact-family = Même nom de famille que la personne
alerts-fact-names = Mêmes nom et prénom que la personne
alerts-fact-colleague-ward = La personne porte les nom et prénom d’un collègue du même service
alerts-fact-colleague-house = La personne porte les nom et prénom d’un collègue de la même organisation
alerts-fact-household = Quelqu’un de son nom habite à la même adresse que la personne
alerts-fact-street = Quelqu’un de son nom habite la même rue que la personne
alerts-fact-town = Quelqu’un de son nom habite la même commune que la personne
alerts-fact-night = Venu la nuit sans être de garde, { $at }
alerts-fact-well-known = Dossier signalé comme celui d’une personne connue
alerts-fact-browsed = { $count } dossiers ouverts ce jour-là sans prise en charge
alerts-fact-volume = { $count } dossiers ouverts ce jour-là
alerts-bearers = { $count ->
    [one] porté par une personne ici
   *[other] porté par { $count } personnes ici
}
alerts-bearers-many = porté par { $count } personnes ici ou plus
alerts-usual = d’ordinaire { $count }
alerts-usual-peers = { $count } pour les autres du même rôle
access-alert = A examiné une alerte sur un accès

## Looking for traces

traces-title = Chercher dans les traces
traces-lead = Remplissez un champ ou plusieurs : qui est venu, dans quel dossier, quand et par où. Jamais ce que contient un dossier. Chaque recherche laisse une trace.
traces-actor = Professionnel
traces-actor-hint = Son nom ou son identifiant de connexion.
traces-actor-none = Personne ne porte ce nom ici, ou trop de personnes le portent : ajoutez un prénom, ou écrivez l’identifiant de connexion.
traces-organisation = Organisation
traces-from = Du
traces-until = Au
traces-go = Chercher
traces-nothing = Remplissez un champ au moins.
traces-too-long = C’est trop long.
traces-day-wrong = Ce jour n’existe pas.
traces-day-before = La fin est avant le début.
traces-found = Traces, de la plus récente à la plus ancienne
traces-none = Aucune trace.
traces-not-whole = Seules les traces les plus récentes ont été cherchées : choisissez une période plus courte pour les autres.
traces-rights = A changé ou regardé qui peut voir le dossier, ou qui l’a vu
access-traces-sought = A cherché dans les traces du dossier
