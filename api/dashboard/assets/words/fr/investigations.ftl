# Mes enquêtes.
investigations-title = Mes enquêtes
investigations-find = Référence ou titre
investigations-reference = Référence
investigations-name = Titre
investigations-phase = Phase
investigations-lead = Chef de file
investigations-partners = Partenaires
investigations-open = Demandes ouvertes
investigations-changed = Dernier changement
investigations-open-of = { $open } sur { $all }
investigations-none-found = Aucune de vos enquêtes ne porte cela dans sa référence ou son titre.
investigations-none = Vous n’êtes membre actif d’aucune enquête. L’administrateur d’une enquête peut vous y admettre ; elle figurera ici.
