from consumers.clock.running import keep_time as keep_time
