# Las recomendaciones de una revisión.
review-none = No existe tal revisión
review-none-text = La revisión no existe, o no es para usted.
review-recommendations = Recomendaciones
review-no-recommendations = Aún no se ha recomendado nada, que usted pueda ver.
review-finding = Se deriva de:
review-follow-up = seguimiento
