# Les recommandations d’un examen.
review-none = Aucun examen de ce genre
review-none-text = Cet examen n’existe pas, ou ne vous est pas destiné.
review-recommendations = Recommandations
review-no-recommendations = Rien n’a encore été recommandé, à votre connaissance.
review-finding = Elle découle de :
review-follow-up = suite
