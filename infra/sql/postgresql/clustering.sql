-- Membership of the silos on PostgreSQL 15 or later for the official Orleans ADO.NET clustering provider. Repeatable: tables that are there stay,
-- statements are brought up to date.

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey  VARCHAR(64) NOT NULL PRIMARY KEY,
    QueryText TEXT        NOT NULL
);

-- One row for a cluster. Every change of its membership raises the version.
CREATE TABLE IF NOT EXISTS OrleansMembershipVersionTable (
    DeploymentId VARCHAR(150) NOT NULL PRIMARY KEY,
    Timestamp    TIMESTAMPTZ  NOT NULL DEFAULT now(),
    Version      INTEGER      NOT NULL DEFAULT 0
);

-- One row for a start of a silo; the generation tells the starts at one address apart.
CREATE TABLE IF NOT EXISTS OrleansMembershipTable (
    DeploymentId  VARCHAR(150) NOT NULL REFERENCES OrleansMembershipVersionTable,
    Address       VARCHAR(45)  NOT NULL,
    Port          INTEGER      NOT NULL,
    Generation    INTEGER      NOT NULL,
    SiloName      VARCHAR(150) NOT NULL,
    HostName      VARCHAR(150) NOT NULL,
    Status        INTEGER      NOT NULL,
    ProxyPort     INTEGER      NULL,
    SuspectTimes  TEXT         NULL,
    StartTime     TIMESTAMPTZ  NOT NULL,
    IAmAliveTime  TIMESTAMPTZ  NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- A changing statement is one statement and so one transaction: the version is raised first, which makes others wait, and the member is written only
-- where that found the version expected. The number of rows returned says whether it was done.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES

('InsertMembershipVersionKey', '
WITH added AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId)
    ON CONFLICT DO NOTHING
    RETURNING 1)
SELECT count(*)::int FROM added;
'),

('InsertMembershipKey', '
WITH raised AS (
    UPDATE OrleansMembershipVersionTable
    SET Version = Version + 1, Timestamp = now()
    WHERE DeploymentId = @DeploymentId AND Version = @Version
      AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable
                      WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId),
added AS (
    INSERT INTO OrleansMembershipTable
        (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    FROM raised
    RETURNING 1)
SELECT count(*)::int FROM added;
'),

('UpdateMembershipKey', '
WITH raised AS (
    UPDATE OrleansMembershipVersionTable
    SET Version = Version + 1, Timestamp = now()
    WHERE DeploymentId = @DeploymentId AND Version = @Version
      AND EXISTS (SELECT 1 FROM OrleansMembershipTable
                  WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING DeploymentId),
changed AS (
    UPDATE OrleansMembershipTable AS member
    SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
    FROM raised
    WHERE member.DeploymentId = raised.DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    RETURNING 1)
SELECT count(*)::int FROM changed;
'),

('UpdateIAmAlivetimeKey', '
UPDATE OrleansMembershipTable
SET IAmAliveTime = @IAmAliveTime
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation;
'),

('MembershipReadRowKey', '
SELECT cluster.DeploymentId, member.Address, member.Port, member.Generation, member.SiloName, member.HostName, member.Status, member.ProxyPort,
       member.SuspectTimes, member.StartTime, member.IAmAliveTime, cluster.Version
FROM OrleansMembershipVersionTable AS cluster
LEFT JOIN OrleansMembershipTable AS member
    ON member.DeploymentId = cluster.DeploymentId AND member.Address = @Address AND member.Port = @Port AND member.Generation = @Generation
WHERE cluster.DeploymentId = @DeploymentId;
'),

('MembershipReadAllKey', '
SELECT cluster.DeploymentId, member.Address, member.Port, member.Generation, member.SiloName, member.HostName, member.Status, member.ProxyPort,
       member.SuspectTimes, member.StartTime, member.IAmAliveTime, cluster.Version
FROM OrleansMembershipVersionTable AS cluster
LEFT JOIN OrleansMembershipTable AS member ON member.DeploymentId = cluster.DeploymentId
WHERE cluster.DeploymentId = @DeploymentId;
'),

('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation
FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
'),

('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3;
'),

('DeleteMembershipTableEntriesKey', '
WITH members AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId;
')

ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
