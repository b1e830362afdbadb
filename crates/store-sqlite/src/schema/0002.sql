-- What one actor saw or did, newest first. The token alone is the key: the
-- rowid that every index entry ends with already has the order.
CREATE INDEX traces_by_actor ON traces (actor);
