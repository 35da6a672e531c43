# Formularios de órdenes.
form-needed = obligatorio
form-choose = Elegir …
form-nothing-to-choose = No hay nada que elegir.
form-take-away = Quitar
form-more = Más
form-unit = Unidad
form-days = días
form-hours = horas
form-occurred = Tan exacto como se sepa: 2026, 2026-05, 2026-05-14 o 2026-05-14 16:30 ({ $zone }). Vacío: ahora.
form-zone = Hora de { $zone }
form-leave = Cerrar
form-done = Hecho: { $what }.
form-nothing-to-fill = No hay nada que rellenar.
form-changed = Otra persona lo ha cambiado entretanto.
form-changed-remedy = Vuelva a mirarlo. Si aún lo quiere, envíelo otra vez.
form-gone = No existe, o no es para usted.
form-gone-remedy = Vuelva a mirar la página.
