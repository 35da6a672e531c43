-- When each event was recorded, and what the log held at a time: questions about the past are asked by position or by
-- time, and recorded_at never goes backwards. It tells a reader no more than checkpoints do, which every partner has.
CREATE FUNCTION log.recorded_at(asked bigint) RETURNS timestamptz
    LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT (convert_from(state, 'UTF8')::json ->> 'recorded_at')::timestamptz
          FROM log.events WHERE notification_id = asked $$;

-- The position of the last event recorded by a time, 0 where there is none: halves the log some twenty times.
CREATE FUNCTION log.position_at(asked timestamptz) RETURNS bigint
    LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known bigint := 0;
    beyond bigint := log.length() + 1;
    middle bigint;
BEGIN
    WHILE beyond - known > 1 LOOP
        middle := (known + beyond) / 2;
        IF log.recorded_at(middle) <= asked THEN known := middle; ELSE beyond := middle; END IF;
    END LOOP;
    RETURN known;
END;
$$;

REVOKE ALL ON FUNCTION log.recorded_at(bigint), log.position_at(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.recorded_at(bigint), log.position_at(timestamptz) TO entente_app, entente_reader;
