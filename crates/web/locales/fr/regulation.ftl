### Messages of the regulation of medical calls (centre 15).

## The way to the form

regulation-way = Vous régulez un appel qui concerne cette personne ?
regulation-way-link = Régulation médicale (centre 15)
regulation-search = Pour un appel qui concerne une personne d’une autre organisation, cherchez-la par son identité exacte :
regulation-search-link = Appel au centre 15

## Finding whom a call is about

regulation-find-title = Appel au centre 15
regulation-find-lead = Pour un appel que vous régulez : trouvez la personne par son identité exacte, quelle que soit l’organisation qui la suit.
regulation-find-family = Nom de naissance
regulation-find-family-wrong = Écrivez le nom de naissance.
regulation-find-given = Premier prénom
regulation-find-given-hint = Ou plusieurs prénoms de naissance, dans leur ordre.
regulation-find-given-wrong = Écrivez au moins le premier prénom.
regulation-find-birth = Date de naissance
regulation-find-birth-hint = Jour, mois et année, par exemple 12/03/1942.
regulation-find-birth-wrong = Écrivez une date de naissance complète qui existe et n’est pas à venir, par exemple 12/03/1942.
regulation-find-sex = Sexe (facultatif)
regulation-find-sex-any = non précisé
regulation-find-sex-wrong = Choisissez dans la liste, ou laissez « non précisé ».
regulation-find-too-long = { $most } caractères au plus.
regulation-find-own = Chercher dans votre organisation
regulation-find-exact = Tout doit correspondre ; accents, majuscules et traits d’union ne comptent pas.
regulation-find-too-many = Ajoutez le sexe ou d’autres prénoms.
regulation-find-nobody = Faites épeler le nom de naissance et vérifiez la date. La personne n’a peut-être pas de dossier ici, ou il ne s’ouvre pas pour un appel.

## The form

regulation-title = Régulation médicale (centre 15)
regulation-lead = Réservé au traitement d’un appel au centre 15. Votre connexion indique que vous assurez la régulation médicale.
regulation-follows-until = Le dossier s’ouvre pour { $minutes } minutes, jusqu’au { $until }. Vous pouvez y mettre fin plus tôt.
regulation-follows-what = Vous lisez ce que les autres établissements partagent. Ce que conserve le vôtre suit la prise en charge.
regulation-follows-told = La personne est avertie, ainsi que son médecin traitant, avec votre nom.
regulation-follows-masked = Ce que la personne a masqué le reste, sauf si elle l’a permis en urgence.
regulation-reason = Numéro ou motif de l’appel
regulation-reason-hint = Il figure sur le bandeau et reste dans le dossier.
regulation-reason-wrong = Écrivez le numéro ou le motif de l’appel, de { $least } à { $most } lettres.
regulation-confirmed = Je régule un appel qui concerne cette personne.
regulation-confirmed-wrong = Cochez la case : ce dossier ne s’ouvre ainsi que pour un appel que vous régulez.
regulation-too-many = Ce dossier est déjà ouvert pour { $count } appels : attendez que l’un d’eux se termine.
regulation-open = Ouvrir le dossier pour cet appel

## On every page meanwhile

regulation-label = Régulation médicale
regulation-banner = Dossier ouvert pour la régulation médicale, jusqu’au { $until }.
regulation-banner-reason = Appel :
regulation-end = Mettre fin à l’accès

## What was refused

refusal-regulation = Votre connexion n’indique pas que vous assurez la régulation médicale. Connectez-vous avec Pro Santé Connect, depuis le centre de régulation.

## What people are told

notice-record-regulated = { $who } a ouvert votre dossier pour un appel au centre 15
notice-patient-regulated = { $who } a ouvert, pour un appel au centre 15, le dossier d’une personne dont vous êtes le médecin traitant
access-why-regulation = régulation médicale (centre 15)
access-took-call = A ouvert le dossier pour la régulation médicale
access-ended-call = A mis fin à son accès pour la régulation médicale
access-they-took-call = a ouvert votre dossier pour un appel au centre 15
access-you-took-call = avez ouvert le dossier pour un appel au centre 15
policy-regulation = Venait pour la régulation médicale (centre 15) : sa connexion l’indiquait.

## The record as the regulation centre would see it

sharing-as-regulation = Le centre 15, qui régule un appel
sharing-as-regulation-about = médecin, pour la régulation médicale
