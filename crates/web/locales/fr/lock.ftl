### The lock of a workstation, fresh proofs, devices and notices.

## The lock

lock-now = Verrouiller
lock-title = Session verrouillée
lock-of = { $name }
lock-lead = Session verrouillée. Vous retrouverez votre page où vous l’avez laissée.
lock-kept = Session verrouillée. Ce que vous étiez en train d’écrire est gardé, et personne d’autre ne peut le lire.
lock-pin = Code PIN de ce poste
lock-erase = Effacer
lock-open = Déverrouiller
lock-by-password = Utiliser le mot de passe
lock-not-you = Ce n’est pas vous ? La session verrouillée sera fermée, et ce qui n’y est pas enregistré sera perdu.
lock-other = Se connecter avec un autre compte
lock-persona = Ce personnage de démonstration n’a pas de code PIN sur ce poste, et son mot de passe n’est connu de personne. Changez de compte ci-dessous pour y revenir.
lock-wrong-pin =
    { $left ->
        [one] Ce n’est pas le code PIN. Il reste { $left } essai avant la fermeture de la session.
       *[other] Ce n’est pas le code PIN. Il reste { $left } essais avant la fermeture de la session.
    }
lock-wrong-password = Ce n’est pas le mot de passe.
lock-no-pin = Il n’y a pas de code PIN sur ce poste. Utilisez le mot de passe.
lock-guessed = Trop de codes PIN faux : la session est fermée et le code PIN de ce poste est oublié. Reconnectez-vous.

## A fresh proof

confirm-title = C’est bien vous ?
confirm-lead = Ce geste est sensible. Montrez encore une fois qui vous êtes ; vous irez ensuite là où vous vouliez.
confirm-late = Votre dernière vérification remonte à plus de dix minutes : rien n’a été fait. Confirmez, puis recommencez.
confirm-wrong = Le mot de passe ou le code est faux.
confirm-go = Confirmer
confirm-drop = Ne rien changer
confirm-to-change = Confirmer que c’est vous pour changer cela
confirm-to-pin = Confirmer que c’est vous pour choisir un code PIN

## The PIN

pin-title = Code PIN de ce poste
pin-lead = Il déverrouille votre session sur cet appareil, et seulement ici. Il ne sert jamais à se connecter.
pin-here = Ce poste a un code PIN pour vous.
pin-needs-two = Pour en choisir un, connectez-vous avec un second contrôle.
pin-set = Choisir un code PIN
pin-change = Changer le code PIN
pin-new = Nouveau code PIN
pin-again = Encore une fois
pin-hint = De quatre à huit chiffres. Ni suite, ni répétition, ni date.
pin-go = Enregistrer le code PIN
pin-forget-all =
    { $count ->
        [one] Oublier le code PIN de { $count } appareil
       *[other] Oublier les codes PIN de { $count } appareils
    }
pin-differs = Les deux codes PIN diffèrent.
pin-form = Un code PIN a de quatre à huit chiffres, et rien d’autre.
pin-easy = Ce code PIN est parmi les premiers que l’on essaie. Choisissez-en un autre.
pin-not-here = Ce poste n’est pas celui où votre session a commencé. Reconnectez-vous ici, puis choisissez le code PIN.

## Devices

devices-title = Appareils connus
devices-lead = Ceux depuis lesquels vous vous êtes connecté. Un appareil oublié perd son code PIN et sera signalé comme nouveau.
devices-none = Aucun appareil n’est connu.
device-unknown = un appareil inconnu
device-this = cet appareil
device-pin = code PIN
device-last = dernière connexion le { $at }
device-forget = Oublier
device-forget-of = Oublier { $place }, dernière connexion le { $at }
device-forget-pin = Oublier le code PIN
device-forget-pin-of = Oublier le code PIN de { $place }, dernière connexion le { $at }

## Notices

notices-title = Ce qui s’est passé sur votre compte
notices-lead = Les cinquante derniers événements, le plus récent d’abord.
notices-none = Rien à signaler.
notice-unread = nouveau
notice-me = C’était moi
notice-not-me = Ce n’était pas moi
notice-new-device = Nouvelle connexion depuis { $place }
notice-password-changed = Votre mot de passe a été changé
notice-factor-added = Un second contrôle a été ajouté
notice-factor-removed = Un second contrôle a été retiré
notice-codes-renewed = De nouveaux codes de secours ont été faits
notice-half-way = Une connexion depuis { $place } s’est arrêtée avant le second contrôle
notice-recovery-used = Un code de secours a été utilisé
notice-provider-linked = Une identité d’un autre service de connexion a été liée à votre compte
notice-provider-unlinked = Le lien de votre compte avec un autre service de connexion a été retiré
notice-pin-set = Un code PIN a été choisi
notice-pin-forgotten = Un code PIN a été oublié
notice-pin-guessed = Trop de codes PIN faux : une session a été fermée
notice-password-given = L’administration vous a donné un nouveau mot de passe
notice-factors-reset = L’administration a retiré votre second contrôle
notice-suspended = L’administration a suspendu votre compte
notice-resumed = L’administration a rétabli votre compte
notice-renamed = L’administration a changé votre nom affiché
notice-activities-changed = L’administration a changé vos activités

## When it was somebody else

secure-title = Ce n’était pas vous ?
secure-lead = Quelqu’un connaît peut-être votre mot de passe. Fermez-lui la porte maintenant.
secure-what = Toutes vos autres sessions seront fermées aussitôt. Puis vous choisirez un nouveau mot de passe, ce qui oublie aussi tous les codes PIN. Prévenez ensuite l’administration.
secure-go = Fermer les autres sessions et changer le mot de passe
secure-back = Revenir à mon compte
