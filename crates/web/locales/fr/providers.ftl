### Connexion avec un fournisseur d’identité : y aller, en revenir, lier son compte.

providers-or = Autre façon de se connecter
provider-go = Se connecter avec { $provider }
provider-confirm = Continuer avec { $provider }
providers-title = Fournisseurs de connexion
providers-lead = Liez votre compte à un service où vous prouvez déjà votre identité : vous pourrez ensuite vous connecter ici avec lui.
providers-none = Aucun fournisseur n’est proposé pour votre compte.
providers-since = Lié { $at }
providers-not-linked = Votre compte n’y est pas lié.
providers-link = Continuer
providers-link-of = Lier mon compte à { $provider }
providers-link-effect = Confirmez que c’est bien vous. Vous irez ensuite chez { $provider } ; au retour, votre compte y sera lié.
providers-unlink = Mettre fin au lien
providers-unlink-of = Mettre fin au lien avec { $provider }
providers-unlink-effect = Vous ne pourrez plus vous connecter ainsi. Vos autres sessions prennent fin aussitôt.
providers-only-way = Ce lien est votre seule façon d’entrer : choisissez d’abord un mot de passe.

provider-leave-title = Vous allez chez { $provider }
provider-leave-lead = Si rien ne se passe, continuez vous-même.
provider-leave-go = Continuer
provider-left-title = Vous êtes déconnecté d’Hygie
provider-left-lead = Votre session chez { $provider } est encore ouverte. Sur un poste que d’autres utilisent, mettez-y fin aussi.
provider-left-go = Se déconnecter de { $provider }
provider-left-stay = Garder cette session ouverte

provider-told-title = La connexion n’a pas abouti
provider-told-title-link = Votre compte n’a pas été lié
provider-told-away = { $provider } ne répond pas, ou pas comme il le doit. Réessayez dans un instant, ou connectez-vous autrement.
provider-told-gave-up = Vous avez renoncé chez { $provider }. Rien n’a changé ici.
provider-told-refused = La réponse de { $provider } n’a pas pu être acceptée. Recommencez ; si cela se répète, prévenez l’administration de votre établissement.
provider-told-again = Cette réponse ne correspond à aucune connexion en cours dans ce navigateur, ou elle arrive trop tard. Recommencez.
provider-told-weak = Votre connexion chez { $provider } n’a pas le niveau de sécurité demandé ici. Recommencez avec un moyen plus sûr.
provider-told-claims = { $provider } n’a pas transmis ce qu’il faut pour vous reconnaître. Prévenez l’administration de votre établissement.
provider-told-no-activity = Aucune des activités que { $provider } vous connaît ne peut servir ici.
provider-told-not-linked = Cette identité chez { $provider } n’est liée à aucun compte ici.
provider-told-not-theirs = Cette identité chez { $provider } n’est pas celle de ce compte.
provider-told-other-kind = { $provider } ne sert pas à ce type de compte. Connectez-vous autrement.
provider-told-linked-already = Cette identité chez { $provider }, ou ce compte, est déjà lié. Mettez d’abord fin à l’autre lien.
provider-told-too-many = Votre compte est lié à trop de fournisseurs. Mettez d’abord fin à un autre lien.
provider-told-ended = Votre session a pris fin pendant que vous étiez chez { $provider }. Connectez-vous, puis recommencez.
provider-how-title = Que faire ?
provider-how-own = Si vous avez un compte ici : connectez-vous autrement, ouvrez « Mon compte », puis « Fournisseurs de connexion », et liez-le à { $provider }.
provider-how-ask = Sinon, demandez à l’administration de votre établissement.
provider-other-way = Se connecter autrement
provider-again = Recommencer

activity-others = Autres activités
