### Messages of invitations of persons, and of their first log-in.

## At the desk

side-invitations = Accès de la personne
invite-heading = Donner l’accès à la personne
invite-lead =
    { $days ->
        [one] Vérifiez l’identité, puis remettez une lettre avec un code. Il sert une fois, pendant un jour.
       *[other] Vérifiez l’identité, puis remettez une lettre avec un code. Il sert une fois, pendant { $days } jours.
    }
invite-check-heading = Identité vérifiée
invite-document = Document présenté
document-identity-card = Carte nationale d’identité
document-passport = Passeport
document-residence-permit = Titre de séjour
document-family-booklet = Livret de famille ou acte de naissance, avec carte Vitale à photo
document-other = Autre document
invite-words = Autre document : lequel ?
invite-words-hint = En quelques mots, sans numéro. Inutile pour les autres documents.
invite-checked = J’ai vérifié ce document moi-même, il est bien celui de la personne, et le code ne sera remis ou envoyé qu’à elle.
invite-letter = Langue de la lettre
invite-give = Préparer la lettre
invite-given = Codes remis
invite-none = Aucun code n’a encore été remis.
invite-line = par { $by }, { $at } · document : { $document }
invite-line-again = accès perdu
invite-until = valable jusqu’au { $until }
invite-withdraw = Retirer ce code
invitation-pending = En attente
invitation-used = Utilisé
invitation-expired = Expiré
invitation-withdrawn = Retiré
invitation-replaced = Remplacé par un plus récent
invite-has-heading = Un accès existe
invite-has-account = Cette personne a déjà un accès à son dossier. Il n’y a rien de plus à lui remettre.
invite-lost = Elle a perdu son accès
invite-lost-effect = Vérifiez son identité à nouveau. Avec ce code, elle choisira un autre mot de passe ; son second contrôle sera retiré et toutes ses sessions seront fermées. Son identifiant reste le même.
invite-document-wrong = Choisissez le document qui a été présenté.
invite-words-wrong = Dites en 100 caractères au plus quel autre document a été présenté.
invite-checked-wrong = Cochez la case : sans identité vérifiée, aucun code n’est remis.
invite-no-identity = Un autre établissement tient l’identité de cette personne : c’est à lui de l’inviter.
invite-nameless = Le nom de la personne n’est pas renseigné. Complétez d’abord son identité.
invite-age-unknown = La date de naissance manque ou ne suffit pas à montrer que la personne est majeure. Complétez d’abord son identité.
invite-minor = Cette personne a moins de 18 ans. Son dossier s’ouvre avec ses représentants légaux, à la page « Représentants légaux » ; aucun code n’est remis à l’enfant.
invite-deceased = Cette personne est décédée : personne n’est invité dans son dossier.
invite-suspended = L’accès de cette personne est suspendu. Adressez-vous à l’administration.
invite-professional = Cette personne travaille ici avec le même compte. Adressez-vous à l’administration pour le rétablir.
invite-ended = Ce code n’est plus en attente : il a été utilisé, retiré, remplacé, ou il a expiré.

## The letter

letter-title = Lettre avec le code
letter-advice = Imprimez cette page, puis remettez-la en main propre ou envoyez-la par la poste. Le code ne sera plus jamais affiché ; un nouveau code annule celui-ci.
letter-back = Terminé, revenir à l’accès
letter-heading = Votre accès à votre dossier de santé
letter-heading-again = Votre nouvel accès à votre dossier de santé
letter-lead = Vous pouvez lire votre dossier sur Internet, et voir qui l’a consulté.
letter-lead-again = Vous avez demandé à retrouver l’accès à votre dossier sur Internet.
letter-step-site = Avec un ordinateur ou un téléphone, allez à l’adresse :
letter-step-code = Recopiez votre code :
letter-code = Code d’activation
letter-code-hint = Majuscules ou minuscules, avec ou sans les traits : comme vous voulez.
letter-step-choose = Choisissez un identifiant et un mot de passe.
letter-step-choose-again = Choisissez un nouveau mot de passe. Votre identifiant ne change pas.
letter-until = Ce code sert une seule fois, jusqu’au { $until }.
letter-lost = Trop tard, ou lettre perdue ? Demandez un nouveau code à l’accueil : l’ancien ne vaudra plus.
letter-secret = Ce code n’est que pour vous : ne le donnez à personne. Nous ne vous le demanderons jamais, ni par téléphone ni par message.

## The first log-in

login-activate = J’ai un code d’activation
login-activate-lost = Accès à votre dossier perdu ? L’accueil vous remet un nouveau code, sur présentation d’une pièce d’identité.
activate-title = Première connexion
activate-lead = Vous avez reçu une lettre avec un code. Recopiez-le ici.
activate-code = Code d’activation
activate-code-hint = Seize lettres et chiffres. Majuscules ou minuscules, avec ou sans les traits.
activate-go = Continuer
activate-none = Pas de code ? L’accueil de votre établissement en remet un sur présentation d’une pièce d’identité.
activate-log-in = J’ai déjà un identifiant et un mot de passe
activate-mistyped = Ce code est mal recopié : un caractère manque, est faux ou n’est pas à sa place. Comparez-le avec la lettre.
activate-unknown = Ce code ne peut pas être utilisé. Demandez-en un nouveau à l’accueil qui vous l’a remis.
activate-choose-title = Votre identifiant et votre mot de passe
activate-choose-lead = Le code est bon. Choisissez ce que vous écrirez à chaque connexion.
activate-again-lead = Le code est bon. Choisissez un nouveau mot de passe ; vos autres sessions seront fermées.
activate-login-hint = Par exemple prenom.nom. Lettres, chiffres et les signes . _ - + @
activate-login-stays = C’est votre identifiant d’avant. Il ne change pas.
activate-taken = Cet identifiant est déjà pris. Choisissez-en un autre, par exemple en y ajoutant un chiffre.
activate-finish = Ouvrir mon accès
welcome-title = Votre accès est ouvert
welcome-lead = Vous pouvez maintenant lire votre dossier et voir qui l’a consulté. La prochaine fois, connectez-vous avec votre identifiant et votre mot de passe.
welcome-protect = Protéger encore mieux votre accès
welcome-protect-why = Un mot de passe se devine ou se vole. Avec un second contrôle, il ne suffit plus.
welcome-protect-later = Vous pourrez aussi l’ajouter plus tard, dans « Mon compte ».
welcome-go = Aller à mon dossier

## Who looked

access-open-invitations = Accès de la personne consulté
access-invited = Code d’accès remis à la personne, identité vérifiée
access-withdrew = Code d’accès retiré
access-activated = Accès ouvert avec le code remis
access-restored = Accès retrouvé avec un nouveau code
access-you-way-in = avez ouvert votre accès
access-they-way-in = s’est occupé de votre accès

## Account administration

refusal-no-invitations = Votre rôle n’invite personne dans un dossier.
accounts-kinds = Quels comptes
accounts-kind-all = Tous
accounts-kind-workers = Professionnels et administration
accounts-kind-persons = Personnes suivies
accounts-last-log-in = Dernière connexion
accounts-never = jamais
accounts-desk-resets = Ce compte ouvre le dossier d’une personne. Si elle a perdu son accès, l’accueil vérifie son identité et lui remet un nouveau code.
