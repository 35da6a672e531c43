# Legal clocks.
clock-late = late by { $span }
clock-left = { $span } left
clock-met = met in time
clock-met-late = met late
clock-annulled = breach annulled
clock-rests = suspended
clock-wish-passed = the wish has passed
clock-passed = passed unmet
clock-near = near its limit
clock-runs = running
clock-due = due
clock-wish = a wish, which binds nobody
clock-met-at = met { $at }
clock-rests-since = suspended since { $at }
clock-rested = suspended { $span } in all
clock-extended = extended by { $span }
