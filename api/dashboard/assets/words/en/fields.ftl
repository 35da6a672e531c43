# Names of the fields of commands in words: field-<name>.
field-note = Note
