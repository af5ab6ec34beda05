-- Grain state on SQLite for the official Orleans ADO.NET persistence provider. Repeatable: changes nothing that is already there.

-- The statements that the provider reads when a silo starts.
CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey  TEXT NOT NULL PRIMARY KEY,
    QueryText TEXT NOT NULL
);

-- One row is one state of one grain. GrainTypeString holds the state name, GrainIdExtensionString the grain's key.
-- A cleared state keeps its row without a payload, so that a version never comes back.
CREATE TABLE IF NOT EXISTS OrleansStorage (
    GrainIdHash            INTEGER NOT NULL,
    GrainTypeHash          INTEGER NOT NULL,
    GrainIdN0              INTEGER NOT NULL,
    GrainIdN1              INTEGER NOT NULL,
    GrainTypeString        TEXT    NOT NULL,
    GrainIdExtensionString TEXT    NOT NULL,
    ServiceId              TEXT    NOT NULL,
    Version                INTEGER NOT NULL,
    HasPayload             INTEGER NOT NULL, -- 1 or 0: a generated column would not be covered by an index
    PayloadBinary          BLOB    NULL
);

CREATE UNIQUE INDEX IF NOT EXISTS OrleansStorageRow ON OrleansStorage
    (GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId);

-- Lists keys and versions of a state name without a look at the rows, where the payloads stand.
CREATE INDEX IF NOT EXISTS OrleansStorageCatalogue ON OrleansStorage
    (GrainTypeString, HasPayload, GrainIdExtensionString, Version);
