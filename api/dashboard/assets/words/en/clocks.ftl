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
