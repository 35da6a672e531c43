# Formulaires des commandes.
form-needed = obligatoire
form-choose = Choisir …
form-nothing-to-choose = Il n’y a rien à choisir.
form-take-away = Retirer
form-more = Plus
form-unit = Unité
form-days = jours
form-hours = heures
form-occurred = Aussi précis que connu : 2026, 2026-05, 2026-05-14 ou 2026-05-14 16:30 ({ $zone }). Vide : maintenant.
form-zone = Heure de { $zone }
form-leave = Fermer
form-done = Fait : { $what }.
form-nothing-to-fill = Il n’y a rien à remplir.
form-changed = Quelqu’un l’a modifié entre-temps.
form-changed-remedy = Regardez-le à nouveau. Si vous le voulez toujours, envoyez encore une fois.
form-gone = Cela n’existe pas, ou ne vous est pas destiné.
form-gone-remedy = Regardez la page à nouveau.
