# Noms des champs des commandes : field-<nom>.
field-note = Note
