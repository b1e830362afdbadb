## Notices by mail: the page

mail-title = Avis par courriel
mail-lead = Vous êtes prévenu de ce qui touche votre compte et votre dossier : une ouverture en urgence, un professionnel qui consulte pour la première fois, un choix modifié. Le courriel dit ce qui s’est passé et quand, jamais qui, ni rien de votre santé.
mail-none = Cet établissement n’envoie pas de courriels. Les avis vous attendent ici, sur votre compte.
mail-confirmed = Adresse qui reçoit les avis
mail-refused = Cette adresse refuse nos courriels depuis le { $at }. Donnez-en une autre, ou confirmez-la de nouveau.
mail-pace = À quel rythme ?
mail-pace-at-once = Aussitôt
mail-pace-daily = Une fois par jour, le matin
mail-stop = Ne plus recevoir de courriels
mail-stop-effect = L’adresse reçoit un dernier message qui le dit. Les avis restent visibles sur votre compte.
mail-pending = Adresse à confirmer
mail-pending-lead = Un code a été envoyé à
mail-code = Code reçu
mail-confirm = Confirmer l’adresse
mail-set = Recevoir les avis par courriel
mail-other = Donner une autre adresse
mail-address = Adresse électronique
mail-address-hint = Choisissez une boîte que vous êtes seul à lire. Un code y est envoyé, valable trente minutes.
mail-ask = Envoyer un code
mail-address-wrong = Ce n’est pas une adresse électronique : vérifiez-la, par exemple nom@exemple.fr.
mail-code-wrong = Ce code est faux ou n’est plus valable. Vérifiez-le, ou demandez-en un autre.
mail-code-many = Cinq codes ont été demandés en un jour. Réessayez demain.
mail-not-confirmed = Aucune adresse n’est confirmée : confirmez-en une d’abord.
account-mail-go = Régler les avis par courriel

notice-first-look = { $who } a consulté votre dossier pour la première fois
notice-will-changed = { $who } a modifié un choix sur l’accès à votre dossier
notice-mail-changed = L’adresse qui reçoit vos avis a changé
notice-mail-refused = L’adresse qui recevait vos avis refuse nos courriels

## Notices by mail: letters

mail-subject-code = Votre code de confirmation
mail-subject-farewell = Cette adresse ne reçoit plus d’avis
mail-subject-notices = { $count } avis sur votre compte
mail-letter-code = Voici le code qui confirme cette adresse : { $code }

    Saisissez-le sur la page où vous l’avez demandé, dans les trente minutes. Si vous n’avez rien demandé, ne faites rien : sans ce code, cette adresse ne recevra plus rien.
mail-letter-farewell = Cette adresse recevait les avis d’un compte. Le titulaire du compte vient d’en choisir une autre, ou d’arrêter ces courriels. Si ce n’était pas vous, connectez-vous et changez votre mot de passe.
mail-letter-notices = Bonjour,
mail-letter-notice = { $at } : { $what }.
mail-letter-more = Pour voir le détail, et dire si ce n’était pas vous, connectez-vous :
    { $url }
mail-letter-foot = Ce message est automatique : les réponses ne sont pas lues. Nous ne demandons jamais votre mot de passe. Régler ces avis :
    { $url }
mail-new-device = Nouvelle connexion depuis un appareil inconnu
mail-half-way = Une connexion s’est arrêtée avant le second contrôle
mail-record-opened = Votre dossier a été ouvert en urgence
mail-patient-opened = Le dossier d’un de vos patients a été ouvert en urgence
mail-record-regulated = Votre dossier a été ouvert par le centre 15
mail-patient-regulated = Le dossier d’un de vos patients a été ouvert par le centre 15
mail-contest-answered = Une réponse est donnée à votre contestation
mail-first-look = Un professionnel a consulté votre dossier pour la première fois
mail-will-changed = Un choix sur l’accès à votre dossier a été modifié
