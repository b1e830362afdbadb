### Messages of what waits to be announced, and of what a minor keeps secret.

## To health professionals

announce-waits = Cette personne ne voit pas encore cet élément : il attend de lui être annoncé.
announce-when = Elle en sera prévenue, sans détail, le { $notice }, et le verra le { $shown }.
announce-noticed = Elle est prévenue, sans détail, depuis le { $notice }, et le verra le { $shown }.
announce-button = Je l’ai annoncé à cette personne
announce-said = Annoncé à cette personne le { $date } par { $name }.
announce-lapsed = Cette personne le voit depuis le { $date }, sans annonce enregistrée.
announce-mark = pas encore annoncé

## In the form of a note

note-announce = À annoncer d’abord à la personne
note-announce-hint = Elle ne voit pas la note tant que vous ne l’avez pas annoncée, un mois au plus. Au bout de deux semaines, elle est invitée à prendre rendez-vous.

## To the person

waits-notice = Un professionnel souhaite vous parler d’un élément de votre dossier. Prenez rendez-vous avec l’un d’eux.

## What is hidden from who acts by law

secret-heading = Parents et représentants légaux
secret-person-effect = Ceux qui agissent pour vous ne voient plus ce que vous gardez secret, ni ce qui en fait partie. Les professionnels qui vous soignent le voient encore.
secret-person-minor = Garder secret pour mes parents
secret-person-other = Garder secret pour mes représentants
secret-work-effect = Ses représentants légaux et ses aidants ne voient plus cet élément, ni ce qui en fait partie. La personne et les professionnels le voient encore.
secret-work-minor = Cacher aux représentants légaux, à la demande du mineur
secret-work-other = Cacher aux représentants légaux, à la demande de la personne
secret-with-another = Caché aux représentants légaux, par son auteur ou avec un autre élément.
secret-since = Vous le gardez secret depuis le { $date }.
secret-since-by = Caché aux représentants légaux depuis le { $date }, par { $name }.
secret-since-theirs = La personne l’a caché elle-même à ses représentants légaux le { $date } : elle seule peut le leur montrer à nouveau.
secret-show = Leur montrer à nouveau
secret-show-of = Leur montrer à nouveau : { $name }
secrets-heading = Ce que vous gardez secret
secrets-none = Vous ne gardez rien secret.
secrets-how = Pour garder secret un élément de votre dossier, ouvrez sa page.

## Who looked

access-announced = annonce d’un élément à la personne
access-secret = choix de ce qui est caché aux représentants légaux

## Refusals

refusal-announces = Seuls les professionnels de santé indiquent qu’un élément a été annoncé.
refusal-hides = Seuls la personne et les professionnels de santé cachent un élément aux représentants légaux.
