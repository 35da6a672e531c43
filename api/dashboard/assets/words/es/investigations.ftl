# Mis investigaciones.
investigations-title = Mis investigaciones
investigations-find = Referencia o título
investigations-reference = Referencia
investigations-name = Título
investigations-phase = Fase
investigations-lead = Dirige
investigations-partners = Socios
investigations-open = Solicitudes abiertas
investigations-changed = Último cambio
investigations-open-of = { $open } de { $all }
investigations-none-found = Ninguna de sus investigaciones lleva esto en su referencia o título.
investigations-none = Aún no es miembro activo de ninguna investigación. Un administrador puede admitirle; entonces figurará aquí.
