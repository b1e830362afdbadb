-- One index in place of two: each trace of a write stood in both, and each of
-- them cost its group a page for every record.
DROP INDEX traces_by_record;
DROP INDEX writes_by_record;
CREATE INDEX traces_by_record ON traces (slot, write);
