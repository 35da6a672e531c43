# Les codes de l’interface en mots : <type du schéma>-<code>.
phase-setting-up = Mise en place
phase-operational = Opérationnelle
phase-post-operational = Post-opérationnelle
phase-closed = Close
phase-archived = Archivée
