### Messages of emergencies: opening a record without a care link, and its review.

## The way to the form

emergency-way = La personne est en danger immédiat et ne peut pas exprimer sa volonté ?
emergency-way-link = Ouvrir le dossier en urgence

## The form

emergency-title = Ouvrir un dossier en urgence
emergency-lead = Réservé à une personne hors d’état d’exprimer sa volonté, quand sa santé court un risque immédiat. Ouvrir un dossier sans cela est puni par la loi.
emergency-of = Vous allez ouvrir le dossier de
emergency-unknown = Votre organisation ne conserve rien de cette personne : son identité ne vous est montrée qu’après l’ouverture. Vérifiez le numéro du dossier.
emergency-follows = Ce qui va se passer
emergency-follows-until = Le dossier s’ouvre pour { $hours } heures au plus, jusqu’au { $until }. Vous pouvez y mettre fin plus tôt.
emergency-follows-banner = Un bandeau le rappelle sur chaque page du dossier.
emergency-follows-told = La personne est avertie, ainsi que son médecin traitant, avec votre nom.
emergency-follows-review = La personne déléguée à la protection des données examine chaque ouverture, et le motif que vous donnez.
emergency-follows-masked = Ce que la personne a masqué le reste, sauf si elle l’a permis en urgence.
emergency-unable = J’atteste que la personne est hors d’état d’exprimer sa volonté.
emergency-unable-wrong = Cochez la première case : une personne qui peut répondre donne elle-même son accord.
emergency-risk = J’atteste que sa santé court un risque immédiat.
emergency-risk-wrong = Cochez la seconde case : sans risque immédiat, le dossier ne s’ouvre pas en urgence.
emergency-reason = Motif
emergency-reason-hint = Ce qui vous amène, en une phrase. Le motif est montré à qui examine l’ouverture.
emergency-reason-wrong = Écrivez un motif de { $least } à { $most } lettres.
emergency-too-many = { $count } ouvertures de ce dossier en urgence attendent leur examen : il ne peut pas s’en ouvrir une autre. Appelez la personne déléguée à la protection des données.
emergency-open = Ouvrir le dossier en urgence
emergency-cancel = Abandonner

## On every page meanwhile

emergency-label = Accès en urgence
emergency-banner = Dossier ouvert en urgence, jusqu’au { $until }.
emergency-banner-reason = Motif :
emergency-end = Mettre fin à l’accès

## What was refused

refusal-emergencies = Seuls les professionnels de santé ouvrent un dossier en urgence.
refusal-open-already = Votre prise en charge vous ouvre déjà ce dossier.
refusal-reviews = Seule la personne déléguée à la protection des données examine les accès en urgence et les contestations.

## What people are told

notice-record-opened = { $who } a ouvert votre dossier en urgence
notice-patient-opened = { $who } a ouvert en urgence le dossier d’une personne dont vous êtes le médecin traitant
notice-read = J’ai lu
notice-who-looked = Qui a consulté ce dossier
access-why-emergency = urgence
access-broke-glass = A ouvert le dossier en urgence
access-closed-glass = A mis fin à son accès en urgence
access-reviewed-glass = A examiné un accès en urgence
access-they-broke-glass = a ouvert votre dossier en urgence
access-you-broke-glass = avez ouvert le dossier en urgence

## The privacy officer's desk

reviews-title = Accès en urgence et contestations
reviews-open = Examiner
reviews-waiting = { $count ->
    [0] Aucun accès en urgence n’attend d’être examiné.
    [one] Un accès en urgence attend d’être examiné.
   *[other] { $count } accès en urgence attendent d’être examinés.
}
reviews-lead = Chaque dossier ouvert en urgence est examiné. Ce qui attend depuis { $hours } heures ou plus est signalé. Une contestation reçoit sa réponse dans un délai d’un mois.
reviews-waiting-heading = Urgences à examiner, de la plus ancienne à la plus récente
reviews-none = Rien n’attend d’être examiné.
reviews-late = plus de { $hours } h
reviews-reviewed-heading = Derniers accès examinés
reviews-reviewed-none = Aucun accès n’a encore été examiné.
reviews-by = par { $by }, le { $at }
reviews-one = Un accès en urgence
reviews-what = Qui, quand, pourquoi
reviews-who = Professionnel
reviews-record = Numéro du dossier
reviews-start = Ouvert
reviews-end = Fermé
reviews-stated = Attesté
reviews-stated-both = La personne était hors d’état d’exprimer sa volonté, et sa santé courait un risque immédiat.
reviews-reason = Motif donné
reviews-deeds = Ce qui a été fait pendant ce temps
reviews-deeds-lead = Les sortes de choses, et combien de fois : jamais leur contenu.
reviews-deed-rights = A ouvert ou fermé l’accès en urgence, ou une prise en charge
reviews-deed-other = Autre chose
reviews-times = { $count } fois
reviews-not-whole = Ce n’est peut-être pas tout : ce dossier a trop de traces pour les compter toutes, ou certaines sont illisibles. Demandez une vérification à l’administration.
reviews-found = Ce que vous avez constaté
reviews-found-justified = Justifié
reviews-found-not-justified = Non justifié
reviews-found-wrong = Choisissez ce que vous avez constaté.
reviews-words = Vos constatations
reviews-words-hint = Ce qui a été vérifié, et auprès de qui. Ces mots restent dans le dossier.
reviews-words-wrong = Écrivez de { $least } à { $most } lettres.
reviews-save = Enregistrer l’examen
reviews-running = Cet accès n’est pas terminé : il s’examine ensuite, quand tout ce qui a été fait est connu.
reviews-own = C’est vous qui avez ouvert ce dossier : une autre personne doit examiner cet accès.
reviews-done = Cet accès a déjà été examiné.
reviews-erased = Ce dossier a été effacé depuis : il n’y a plus rien à examiner.
reviews-settle = Retirer de la liste

## The record as an emergency doctor would see it

sharing-as-emergency = Un médecin des urgences que personne ne connaît ici
sharing-as-emergency-about = médecin, en urgence
