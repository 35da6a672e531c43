# Délais légaux.
clock-late = en retard de { $span }
clock-left = reste { $span }
clock-met = respecté
clock-met-late = respecté en retard
clock-annulled = dépassement annulé
clock-rests = suspendu
clock-wish-passed = souhait dépassé
clock-passed = dépassé
clock-near = proche de l’échéance
clock-runs = en cours
clock-due = échéance
clock-wish = un souhait, qui ne lie personne
clock-met-at = respecté le { $at }
clock-rests-since = suspendu depuis le { $at }
clock-rested = suspendu { $span } en tout
clock-extended = prolongé de { $span }
