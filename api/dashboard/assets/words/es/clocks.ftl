# Plazos legales.
clock-late = { $span } de retraso
clock-left = quedan { $span }
clock-met = cumplido a tiempo
clock-met-late = cumplido con retraso
clock-annulled = incumplimiento anulado
clock-rests = suspendido
clock-wish-passed = deseo ya pasado
clock-passed = vencido sin cumplir
clock-near = cerca del límite
clock-runs = en curso
clock-due = vence
clock-wish = un deseo, que no vincula a nadie
clock-met-at = cumplido el { $at }
clock-rests-since = suspendido desde el { $at }
clock-rested = suspendido { $span } en total
clock-extended = prorrogado { $span }
