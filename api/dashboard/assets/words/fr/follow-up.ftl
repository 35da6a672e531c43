# Une suite.
follow-up-none = Aucune suite de ce genre
follow-up-none-text = Cette suite n’existe pas, ou ne vous est pas destinée.
follow-up-about = La suite
follow-up-due-reason = Pourquoi d’ici là
follow-up-last-progress = Dernier avancement noté
follow-up-result = Résultat
follow-up-cancellation-reason = Pourquoi elle fut annulée
follow-up-see = voir
follow-up-opened = Ouverte
follow-up-notes = Notes d’avancement
