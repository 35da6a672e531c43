# Un seguimiento.
follow-up-none = No existe tal seguimiento
follow-up-none-text = El seguimiento no existe, o no es para usted.
follow-up-about = El seguimiento
follow-up-due-reason = Por qué hasta entonces
follow-up-last-progress = Último avance anotado
follow-up-result = Resultado
follow-up-cancellation-reason = Por qué se anuló
follow-up-see = verlo
follow-up-opened = Abierto
follow-up-notes = Notas de avance
