# Nombres de los campos de los comandos: field-<nombre>.
field-note = Nota
