### Messages of a minor's record in a secret connection.

secret-connection-begin = Connexion secrète
secret-connection-label = Connexion secrète en cours
secret-connection-banner = Connexion secrète.
secret-connection-banner-more = Seul s’affiche ce qui est caché aux représentants légaux ; ce que vous écrivez leur est caché. Le reste du dossier, allergies comprises, n’est pas montré ici.
secret-connection-end = Quitter la connexion secrète
state-closed-secret = Le reste n’est pas affiché en connexion secrète.
allergies-closed-secret = Non affichées en connexion secrète
side-secret = Vous voyez ce qui est caché aux représentants légaux, et rien d’autre.

## In the form of a note

note-lead-secret = Elle est signée de votre nom, conservée par votre organisation et cachée aux représentants légaux. La personne la voit.
note-secret-ended = La connexion secrète a pris fin : la note n’est pas enregistrée, car les représentants légaux la verraient. Ce que vous avez écrit est encore ici.
note-secret-again = Rouvrez la connexion secrète depuis le dossier (nouvel onglet), puis enregistrez de nouveau.

## Who looked

access-from-secret = { $from }, en connexion secrète
access-opened-secretly = connexion secrète ouverte
access-left-secrecy = connexion secrète quittée

## Refusals

refusal-secret-connection = Seuls les professionnels de santé ouvrent un dossier en connexion secrète.
refusal-in-secret-connection = En connexion secrète, vous ne décidez que de ce qui est caché aux représentants légaux. Quittez-la pour tout le reste.
secret-connection-of-age = Cette personne est majeure : il n’y a pas de connexion secrète.
secret-connection-age-unknown = La date de naissance n’est pas connue en entier : complétez d’abord l’identité.
secret-connection-many = Trop de dossiers sont ouverts en connexion secrète : quittez-en une d’abord.
