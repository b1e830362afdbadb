## Clés d’accès

passkey-log-in = Se connecter avec une clé d’accès
passkey-log-in-hint = Sans identifiant ni mot de passe : votre doigt, votre visage ou le code de votre appareil suffit.
passkey-use = Utiliser une clé d’accès
passkey-refused = Cette clé d’accès n’a pas été acceptée. Réessayez, ou connectez-vous avec votre mot de passe.
passkey-cancelled = Rien n’a été fait : la demande a été annulée ou a pris trop de temps. Réessayez.
passkey-failed = Votre navigateur n’a pas pu le faire. Réessayez, ou passez par l’autre moyen.
passkey-second-lead = Le mot de passe est bon. Montrez maintenant que c’est bien vous.
passkey-second-code = Code de secours
passkey-second-hint = Si votre clé d’accès n’est pas là : un de vos codes de secours, qui sert une seule fois.
passkey-second-lost = Ni clé d’accès, ni téléphone, ni codes de secours ? L’administration peut retirer tout cela de votre compte.
passkey-enrol-title = Protéger votre compte
passkey-enrol-lead = Un mot de passe volé ne suffira plus.
passkey-enrol-forced = Votre rôle donne accès à ce qui concerne d’autres personnes. Un mot de passe seul ne suffit donc pas : il peut être volé.
passkey-enrol-way = Le plus simple : une clé d’accès
passkey-what = Cet appareil, votre téléphone ou une clé de sécurité vous reconnaît par votre doigt, votre visage ou un code, et répond à votre place. Rien ne se recopie, et aucun faux site ne peut s’en servir.
passkey-enrol-go = Créer une clé d’accès
passkey-enrol-app = Ou bien : une application de codes
passkeys-title = Clés d’accès
passkeys-lead = Une clé d’accès vous connecte sans mot de passe. Ayez-en deux, sur deux appareils : si l’un est perdu, l’autre reste.
passkeys-made = Créée le { $at }
passkeys-last = utilisée le { $at }
passkeys-never = jamais utilisée
passkeys-copied = copiée sur vos autres appareils
passkeys-name = Nom
passkeys-name-hint = Pour la reconnaître, par exemple « Téléphone » ou « Poste du service ». Vide : le nom de cet appareil.
passkeys-unnamed = Clé d’accès
passkeys-rename = Renommer
passkeys-rename-of = Renommer { $name }
passkeys-remove = Retirer
passkeys-remove-of = Retirer { $name }
passkeys-remove-effect = Elle ne connectera plus personne. Effacez-la ensuite de l’appareil lui-même.
passkeys-remove-last = C’est la dernière. Sans application de codes, les codes de secours disparaissent avec elle ; si votre rôle demande un second contrôle, vous en ajouterez aussitôt un autre.
passkeys-add = Ajouter une clé d’accès
passkeys-script = Créer une clé d’accès demande JavaScript, qui est coupé dans ce navigateur.
passkeys-not-here = À cette adresse, les navigateurs ne proposent pas de clés d’accès. L’administration technique peut y remédier.
passkeys-not-taken = Cette clé d’accès n’a pas été acceptée : elle a répondu trop tard, ou sans vérifier que c’est vous. Réessayez, au besoin avec un autre appareil.
passkeys-known = Cette clé d’accès est déjà dans un compte.
passkeys-too-many = Un compte a dix clés d’accès au plus. Retirez-en une d’abord.
passkeys-name-wrong = Le nom a entre un et soixante caractères, sur une ligne.
passkeys-gone = Cette clé d’accès n’est plus dans votre compte.
account-passkeys-none = Aucune. Avec une clé d’accès, vous vous connectez sans mot de passe ni code.
account-passkeys-count =
    { $count ->
        [one] { $count } clé d’accès.
       *[other] { $count } clés d’accès.
    }
account-passkeys-go = Gérer mes clés d’accès
account-second-passkey = Après le mot de passe, une clé d’accès est demandée.
account-second-password = Après le mot de passe, une clé d’accès ou un code de l’application est demandé.
account-forget-passkey = Toutes vos autres sessions seront fermées. Vos clés d’accès et vos codes de secours restent.
accounts-passkeys = Clés d’accès
passkeys-stale = Vous avez montré qui vous êtes il y a trop longtemps. Rechargez la page pour confirmer.
passkey-refused-again = Cette clé d’accès n’a pas été acceptée. Réessayez, ou utilisez votre mot de passe.
