## What cannot be

delegates-wrong-ended = La fin doit être après le début et après maintenant : choisissez un jour plus tard.
delegates-wrong-past = Le début est déjà passé : choisissez aujourd’hui ou un jour plus tard.
delegates-wrong-not-by-law = Un aidant est invité par la personne elle-même : l’accueil n’enregistre que les représentants légaux.
delegates-wrong-by-law = Cette représentation vient de la loi ou d’un jugement : l’établissement qui a vu le document peut y mettre fin.
delegates-wrong-of-age = La personne est majeure : l’autorité parentale a pris fin.
delegates-wrong-age-unknown = La date de naissance complète n’est pas connue : complétez d’abord l’identité.
delegates-wrong-twice = Cette personne agit déjà au même titre : mettez d’abord fin à ce qui existe.
delegates-wrong-nothing = Il n’y avait rien à changer : c’est déjà terminé. La page montre ce qui vaut maintenant.
delegates-wrong-name = Écrivez un nom, de 200 lettres au plus.
delegates-wrong-carers = Une personne a { $count } aidants au plus : mettez d’abord fin à l’un d’eux.
delegates-wrong-many = { $count } personnes au plus peuvent agir pour quelqu’un : mettez d’abord fin à l’une de ces représentations.
delegates-wrong-other = Cela n’est pas possible : revenez à la page et recommencez.

## For whom one acts, on every page

acting-label = Vous agissez au nom de quelqu’un
acting-as = Vous agissez pour { $name } ({ $capacity })
acting-for = Vous agissez pour { $name }
acting-unnamed-as = Vous agissez au nom d’une autre personne ({ $capacity })
acting-unnamed = Vous agissez au nom d’une autre personne
acting-go = Aller à son dossier
acting-more = Ce qui vous est confié
side-acting = Ce qui vous est confié
side-record = Le dossier
side-delegated = Vous lisez ce qui vous est ouvert du dossier. Ce que la personne garde pour elle n’est pas montré.
home-acting-title = Le dossier de { $name }
home-acting-lead = Voici ce que vous pouvez en lire.
home-acting-latest = Ses dernières venues
home-acting-results = Ses derniers résultats
home-acting-read = Lire le dossier
identity-acting = Il vous est confié l’identité et l’administratif seulement. Le reste du dossier ne vous est pas ouvert.

## By what somebody acts, and how far

capacity-parent = parent
capacity-guardian-of-person = tutelle de la personne
capacity-guardian-of-property = tutelle des biens
capacity-curator = curatelle
capacity-family-habilitation = habilitation familiale
capacity-safeguard = sauvegarde de justice
capacity-carer = aidant
capacity-parent-opens = Ouvre le dossier de l’enfant jusqu’à ses 18 ans, sauf ce qui est gardé pour l’enfant seul.
capacity-guardian-of-person-opens = Ouvre le dossier, et décide avec la personne ou pour elle.
capacity-guardian-of-property-opens = N’ouvre rien sans l’accord de la personne : la mesure porte sur ses biens.
capacity-curator-opens = N’ouvre rien sans l’accord de la personne : elle décide elle-même de sa santé.
capacity-family-habilitation-opens = Ouvre le dossier, quand le jugement couvre la personne.
capacity-safeguard-opens = N’ouvre rien sans l’accord de la personne : elle garde tous ses droits.
reach-administrative = identité et administratif
reach-reading = lecture
reach-whole = tout ce qui est permis
reach-administrative-opens = Lire l’identité et l’administratif, rien de plus.
reach-reading-opens = Lire le dossier.
reach-whole-opens = Faire tout ce que la loi permet à ce titre.
reach-whole-carer = Lire le dossier et faire tout ce qui est permis à un aidant.

## One who acts for the person

delegate-capacity = À quel titre
delegate-reach = Ce qui est confié
delegate-when = Quand
delegate-name = Prénom et nom
delegate-until = Dernier jour (facultatif)
delegate-until-hint = Sans date, cela dure jusqu’à ce que vous y mettiez fin.
delegate-since = depuis le { $date }
delegate-since-until = du { $since } au { $until }
delegate-coming = à partir du { $date }
delegate-coming-until = à partir du { $since }, jusqu’au { $until }
delegate-ended = terminé le { $date }
delegate-waits = attend l’accord de la personne
delegate-code-none = aucun code remis
delegate-code-pending = code remis, valable jusqu’au { $until }
delegate-code-used = code utilisé le { $at }
delegate-code-expired = code expiré
delegate-code-withdrawn = code retiré
delegate-code-new = Nouveau code
delegate-code-of = Nouveau code : { $name }
delegate-end = Mettre fin
delegate-end-of = Mettre fin : { $name }
delegate-allow = Donner mon accord
delegate-allow-of = Donner mon accord : { $name }
delegate-disallow = Retirer mon accord
delegate-disallow-of = Retirer mon accord : { $name }
delegate-held = Cette personne a déjà ouvert son accès. Si elle l’a perdu, mettez-y fin puis recommencez.
delegate-reach-wrong = Choisissez ce que vous confiez.
delegate-until-wrong = Choisissez un jour du calendrier, ou laissez vide.
delegate-capacity-wrong = Choisissez à quel titre cette personne agit.

## The person's part

delegates-heading = Ceux qui agissent pour moi
delegates-lead = Un aidant que vous choisissez, ou un représentant prévu par la loi, peut ouvrir votre dossier avec son propre compte. Chaque visite laisse une trace que vous pouvez lire.
delegates-none = Personne n’agit pour vous.
delegates-invite = Inviter un aidant
delegates-invite-effect = Un aidant lit pour vous aider. Il ne partage, ne supprime et ne ferme jamais rien, ne change pas votre façon de vous connecter, et ne voit pas ce que vous avez masqué. Trois aidants au plus.
delegates-invite-go = Préparer la lettre
delegates-full = Vous avez trois aidants, c’est le plus possible. Mettez fin à l’un d’eux pour en inviter un autre.
delegates-ended =
    { $count ->
        [one] Une représentation terminée
       *[other] { $count } représentations terminées
    }

## The desk

side-representatives = Représentants légaux
representatives-lead = Parents et mesures de protection. Vérifiez le livret de famille ou le jugement, puis remettez une lettre avec un code.
representatives-present = Ceux qui représentent la personne
representatives-none = Aucun représentant légal n’est enregistré.
representatives-appoint = Enregistrer un représentant
representatives-go = Enregistrer et préparer la lettre
representative-until-hint = La fin de la mesure, si elle est connue. L’autorité parentale s’arrête d’elle-même aux 18 ans.
representative-words-hint = Par exemple « jugement de tutelle », sans numéro. Inutile pour les autres documents.
representative-checked = J’ai vérifié moi-même l’identité de ce représentant et le document qui prouve à quel titre il agit. Le code ne sera remis ou envoyé qu’à lui.
representative-code-effect = Le code précédent ne vaudra plus.
representative-relieve = Mettre fin
representative-relieve-of = Mettre fin : { $name }

## What one holds

acting-title = Ce qui vous est confié
acting-lead = Vous agissez au nom de quelqu’un d’autre, avec votre propre compte.
acting-held = Votre rôle
acting-never-carer = Un aidant ne partage, ne supprime et ne ferme jamais rien, ne change pas la façon dont la personne se connecte, et ne voit pas ce qui est masqué.
acting-never-law = Ce que la personne mineure, ou le soignant, garde pour elle ne vous est pas montré. Ces pages servent à lire ; les décisions de partage se prennent avec l’établissement.
acting-traced = Chacune de vos visites est notée à votre nom, et la personne peut le lire.
acting-resign-heading = Ne plus agir
acting-resign-effect = Vous ne verrez plus ce dossier. Pour le retrouver, il faudra une nouvelle invitation.
acting-resign-sure = Je ne veux plus agir pour cette personne
acting-resign = Ne plus agir pour cette personne

## When nothing is open

closed-title = Ce dossier ne vous est pas ouvert
closed-ended-on = L’accès qui vous était confié a pris fin le { $date }.
closed-coming-on = L’accès qui vous est confié commence le { $date }.
closed-delegation-ended = L’accès qui vous était confié a pris fin.
closed-delegation-ended-advice = La personne, ou l’établissement pour un représentant légal, peut vous confier un nouvel accès.
closed-delegation-coming = L’accès qui vous est confié n’a pas encore commencé.
closed-delegation-coming-advice = Revenez ce jour-là : il n’y a rien d’autre à faire.
closed-measure-without-person = Cette mesure de protection n’ouvre rien du dossier sans l’accord de la personne.
closed-measure-without-person-advice = Parlez-en avec elle : elle donne son accord dans son propre dossier, à la page « Qui voit mon dossier », et peut le reprendre.
closed-carer-not-invited = La personne n’a pas donné son accord.
closed-carer-not-invited-advice = Demandez-lui une nouvelle invitation.
closed-parent-of-adult = L’autorité parentale s’arrête aux 18 ans : le dossier est maintenant celui d’un adulte.
closed-parent-of-adult-advice = Votre enfant peut vous inviter comme aidant, s’il le souhaite.

## The letter and the code

letter-heading-delegate = Un accès pour agir au nom de quelqu’un
letter-lead-delegate = Avec votre propre compte, vous pourrez ouvrir le dossier de santé de { $name }, autant que cela vous est confié.
letter-step-choose-delegate = Choisissez un identifiant et un mot de passe. Vous avez déjà un compte ici ? Connectez-vous d’abord, puis recopiez le code à cette même adresse.
letter-lost-delegate = Trop tard, ou lettre perdue ? Demandez un nouveau code à qui vous a remis celui-ci : l’ancien ne vaudra plus.
letter-back-delegate = Terminé, revenir à la page
activate-title-signed = Agir au nom d’une autre personne
activate-lead-signed = Vous avez reçu une lettre avec un code pour aider ou représenter quelqu’un. Recopiez-le ici : vous garderez votre compte.
activate-back = Revenir à l’accueil
activate-have-account = Vous avez déjà un compte ici ? Gardez-le :
account-acting = Un proche vous demande de l’aider, ou vous représentez quelqu’un : un code ajoute son dossier à votre compte.
account-acting-code = J’ai un code
join-lead = Le code est bon.
join-account = Vous êtes connecté au compte de
join-effect = Avec ce compte, vous pourrez aussi agir au nom de la personne qui vous invite. Chaque visite sera notée à votre nom.
join-go = Accepter
join-own = Ce compte est celui de la personne elle-même : personne n’agit pour soi-même. Donnez la lettre à qui elle est destinée.
join-too-many = Un compte est l’aidant de { $count } personnes au plus. Mettez d’abord fin à l’un de ces rôles.
join-already = Ce compte agit déjà pour cette personne.
join-full = Ce compte a déjà autant de fonctions que possible. Demandez à l’administration d’en retirer une.
welcome-acting = Vous pouvez maintenant ouvrir le dossier de la personne pour qui vous agissez. La prochaine fois, connectez-vous avec votre identifiant et votre mot de passe.

## Who looked

access-why-delegation = agit pour la personne
access-open-acting = Nom de la personne affiché
access-open-representatives = Représentants légaux consultés
access-invited-delegate = Code remis à qui agit pour la personne
access-delegate = Accès ouvert par qui agit pour la personne
