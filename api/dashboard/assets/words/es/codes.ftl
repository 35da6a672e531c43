# Los códigos de la interfaz en palabras: <tipo del esquema>-<código>.
phase-setting-up = En constitución
phase-operational = Operativa
phase-post-operational = Posoperativa
phase-closed = Cerrada
phase-archived = Archivada
