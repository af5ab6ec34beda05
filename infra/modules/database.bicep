// PostgreSQL: the portfolio, accounts, and the list of silos. Nobody has a password there.

import { managedIdentity } from 'identities.bicep'

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('The size of the server.')
param sku string
@description('The tier that size belongs to.')
@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param tier string
@description('The disk, in GiB. It grows by itself.')
param storageGiB int
@description('Keep a standby in another zone, above the tier Burstable.')
param zoneRedundant bool
@description('How far back a restore can go, in days.')
param backupDays int
@description('Keep backups in the paired region as well.')
param geoRedundantBackup bool
@description('The identity that owns the schema.')
param administrator managedIdentity
@description('The subnet of the private endpoint.')
param subnetId string
@description('The private zone of PostgreSQL.')
param dnsZoneId string
@description('Where the log goes.')
param workspaceId string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: 'psql-${token}'
  location: location
  tags: tags
  sku: { name: sku, tier: tier }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    storage: { storageSizeGB: storageGiB, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: backupDays, geoRedundantBackup: geoRedundantBackup ? 'Enabled' : 'Disabled' }
    highAvailability: { mode: zoneRedundant && tier != 'Burstable' ? 'ZoneRedundant' : 'Disabled' }
    network: { publicNetworkAccess: 'Disabled' }
  }

  // The server takes one change at a time: each of these waits for the one before it.
  resource database 'databases' = {
    name: 'ta'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }

  resource owner 'administrators' = {
    name: administrator.principalId
    dependsOn: [database]
    properties: { principalName: administrator.name, principalType: 'ServicePrincipal', tenantId: tenant().tenantId }
  }

  resource tlsOnly 'configurations' = {
    name: 'require_secure_transport'
    dependsOn: [owner]
    properties: { value: 'on', source: 'user-override' }
  }

  resource tlsVersion 'configurations' = {
    name: 'ssl_min_protocol_version'
    dependsOn: [tlsOnly]
    properties: { value: 'TLSv1.2', source: 'user-override' }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'workspace'
  dependsOn: [server::tlsVersion]
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = {
  dependsOn: [server::tlsVersion]
  params: {
    name: 'pe-postgres-${token}'
    location: location
    tags: tags
    subnetId: subnetId
    targetId: server.id
    part: 'postgresqlServer'
    dnsZoneId: dnsZoneId
  }
}

@description('The host of the server.')
output host string = server.properties.fullyQualifiedDomainName
@description('The database.')
output databaseName string = server::database.name
