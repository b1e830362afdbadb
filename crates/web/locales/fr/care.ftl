### Messages of who takes care of a person.

## In the place of a record's pages

side-care = Prise en charge
care-outside-title = Pas de prise en charge
care-outside-heading = Vous ne prenez pas encore cette personne en charge
care-why-none = Aucun lien de prise en charge n’est enregistré entre vous et cette personne.
care-why-ended = Votre prise en charge de cette personne a pris fin le { $ended }.
care-outside-lead = Son dossier n’est donc pas affiché : cela ne veut pas dire qu’il est vide.
care-outside-register = Votre organisation accueille cette personne ? Le secrétariat ou vous-même pouvez l’enregistrer :
care-outside-care = Prise en charge par l’organisation

## Declaring oneself

care-declare-heading = Déclarer votre prise en charge
care-declare-lead = Pour lire aussi ce que d’autres conservent, si la personne n’a pas été informée du partage, ou pour garder un accès quand votre organisation n’est pas enregistrée.
care-attested = La personne est informée et consent à ce que je consulte son dossier.
care-attested-wrong = Cochez la case : sans le consentement de la personne, son dossier reste fermé.
care-span = Pour combien de temps
care-span-day = 24 heures
care-span-month = 30 jours
care-span-quarter = 3 mois
care-span-year = 1 an
care-span-wrong = Choisissez pour combien de temps.
care-traced = Cette déclaration est inscrite à votre nom. La personne la voit, avec vos consultations, et peut vous retirer l’accès. Consulter un dossier sans son consentement est puni par la loi.
care-declare = Déclarer et ouvrir le dossier
care-refused-blocked = La personne vous a retiré l’accès à son dossier. Elle seule peut le rétablir.
care-refused-consent = La personne a refusé que vous consultiez son dossier. Elle seule peut revenir sur ce refus.
care-refused-opposed = La personne s’est opposée à son dossier partagé : vous ne pouvez pas déclarer votre prise en charge.
care-refused-closed = Le dossier partagé de cette personne est fermé : vous ne pouvez pas déclarer votre prise en charge.
care-refused-role = Les règles en vigueur ne permettent pas à votre profession de déclarer une prise en charge.
care-note-closed = Votre prise en charge de cette personne a pris fin : la note n’est pas enregistrée. Ce que vous avez écrit est encore ici.
care-note-declare = Déclarez votre prise en charge (nouvel onglet), puis enregistrez de nouveau.

## The page of care links

care-lead = Qui prend en charge cette personne, dans votre organisation. Sans lien de prise en charge, personne ne lit le dossier.
care-runs = Prend en charge cette personne depuis le { $since }, sans date de fin. Déclaré par : { $by }.
care-runs-until = Prend en charge cette personne depuis le { $since }, jusqu’au { $until }. Déclaré par : { $by }.
care-comes = Prendra en charge cette personne à partir du { $since }, sans date de fin. Déclaré par : { $by }.
care-comes-until = Prendra en charge cette personne à partir du { $since }, jusqu’au { $until }. Déclaré par : { $by }.
care-whole = Toute l’organisation
care-occasion = Motif
care-occasion-admission = Admission
care-occasion-appointment = Rendez-vous
care-occasion-residence = Résidence ou suivi durable
care-occasion-wrong = Choisissez l’un des motifs proposés.
care-where = Où
care-where-hint = Dans une unité, seuls ses professionnels lisent le dossier.
care-from = Premier jour
care-from-hint = Laissez vide si la prise en charge commence maintenant.
care-from-wrong = Écrivez le premier jour en entier : jour, mois, année.
care-none = Votre organisation n’est pas enregistrée : ses professionnels de santé ne voient que l’identité et les rendez-vous.
care-team = Les professionnels de santé de l’organisation, ou de l’unité, lisent ce que l’organisation conserve.
care-until = Dernier jour
care-until-hint = Laissez vide si la fin n’est pas connue. La prise en charge court jusqu’à minuit, ce jour-là.
care-until-wrong = Écrivez le dernier jour en entier : jour, mois, année.
care-informed = La personne a été informée que l’équipe de soins partage son dossier, et ne s’y est pas opposée.
care-informed-hint = Sans cela, l’équipe lit seulement ce que conserve votre organisation.
care-register = Enregistrer la prise en charge
care-change-heading = Enregistrer une autre prise en charge, ou changer le dernier jour
care-discharge = Mettre fin à la prise en charge
care-discharge-of = Mettre fin à la prise en charge ({ $what })
care-discharge-effect = Le dossier se ferme aussitôt pour les professionnels de l’organisation, sauf pour ceux qui ont déclaré eux-mêmes leur prise en charge.
care-own = Votre déclaration
care-leave = Mettre fin à ma déclaration
care-error-ended = Ce jour est passé, ou vient avant le premier jour. Choisissez un jour à venir.
care-error-too-long = Une déclaration vaut un an au plus. Choisissez une durée plus courte.
care-error-past = Le premier jour est passé. Choisissez aujourd’hui ou un jour à venir.
care-error-too-far = Une prise en charge s’enregistre un an à l’avance au plus. Choisissez un premier jour plus proche.
care-error-endless = Un rendez-vous a un dernier jour : écrivez-le.
care-error-nothing = Il n’y a plus rien à quoi mettre fin.
care-error-links = Trop de prises en charge courent pour ce dossier. Il faut d’abord mettre fin à l’une d’elles.
care-error-consents = Trop de consentements et de refus sont inscrits dans ce dossier. La personne doit d’abord en retirer un.
care-error-other = Cela n’a pas pu être enregistré. Vérifiez ce que vous avez saisi.

## The life of the shared record, at the desk

care-shared-heading = Le dossier partagé de cette personne
care-shared-open = Il est ouvert.
care-shared-open-since = Il est ouvert depuis le { $since }.
care-shared-opposed = La personne s’y est opposée.
care-shared-opposed-since = La personne s’y est opposée le { $since }.
care-shared-closed = Il est clos.
care-shared-closed-since = Il est clos depuis le { $since }.
care-shared-close-heading = Clore le dossier partagé
care-shared-close-effect = Chaque établissement garde son propre dossier ; rien n’est plus partagé ; la loi veut que tout soit gardé dix ans. La personne voit toujours tout, et peut rouvrir.
care-shared-why = Raison
care-shared-for-request = La personne le demande
care-shared-for-duplicate = La personne a un autre dossier
care-shared-for-death = La personne est décédée
care-shared-why-wrong = Choisissez la raison pour laquelle le dossier partagé est clos.
care-shared-close = Clore le dossier partagé
care-shared-open-effect = Avec l’accord de la personne, ceux qui s’occupent d’elle lisent de nouveau ce que d’autres ont écrit.
care-shared-consents = La personne consent, et me l’a dit.
care-shared-consent-wrong = Cochez la case : le dossier partagé ne se rouvre qu’avec le consentement de la personne.
care-shared-open-again = Rouvrir le dossier partagé
care-shared-closed-already = Le dossier partagé est déjà clos.
care-shared-unregistered = Enregistrez d’abord que votre organisation prend cette personne en charge.
